package io.supernet.study.audit;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;

/**
 * One training of an architecture alone; it may have diverged.
 *
 * @param key of the architecture and the options that it was trained with
 * @param seed which training, from 1
 * @param accuracy on validation examples, 0 to 1
 * @param loss on validation examples, nats
 * @param seconds that it took, on one thread; of the last part only if it was interrupted
 * @param failure why it came to nothing; null if it did not
 */
public record Trained(
    String key,
    Architecture architecture,
    int seed,
    double accuracy,
    double loss,
    double seconds,
    String failure) {

  public Trained {
    if (failure == null && !Double.isFinite(loss)) {
      failure = "its output is not finite";
    }
  }

  /** What a training came to. */
  static Trained of(String key, int seed, Evaluation evaluation, double seconds) {
    boolean failed = evaluation.failed();
    return new Trained(
        key,
        evaluation.architecture(),
        seed,
        failed ? 0 : evaluation.accuracy(),
        failed ? Double.NaN : evaluation.loss(),
        seconds,
        evaluation.failure());
  }

  /** Whether there is no accuracy to speak of. */
  public boolean failed() {
    return failure != null;
  }
}
