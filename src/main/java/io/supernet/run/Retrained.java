package io.supernet.run;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;

/**
 * An architecture that was trained alone from scratch, or whose training diverged.
 *
 * @param key of its checkpoints and of the options that it was trained with
 * @param accuracy on validation examples, 0 to 1
 * @param loss on validation examples, nats
 * @param failure why its training came to nothing; null if it did not
 * @since 0.1
 */
public record Retrained(
    String key, Architecture architecture, double accuracy, double loss, String failure) {

  public Retrained {
    if (failure == null && !Double.isFinite(loss)) {
      failure = "its output is not finite";
    }
  }

  /** A training that came to its end. */
  public Retrained(String key, Architecture architecture, double accuracy, double loss) {
    this(key, architecture, accuracy, loss, null);
  }

  /** A training that diverged. */
  public static Retrained diverged(String key, Architecture architecture, String how) {
    return new Retrained(key, architecture, 0, Double.NaN, how);
  }

  /** Whether there is no model to speak of. */
  public boolean failed() {
    return failure != null;
  }

  /** The same as an evaluation. */
  public Evaluation evaluation() {
    return new Evaluation(architecture, accuracy, loss, failure);
  }
}
