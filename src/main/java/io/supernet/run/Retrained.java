package io.supernet.run;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;

/**
 * An architecture that was trained alone from scratch.
 *
 * @param key of its checkpoints and of the options that it was trained with
 * @param accuracy on validation examples, 0 to 1
 * @param loss on validation examples, nats
 */
public record Retrained(String key, Architecture architecture, double accuracy, double loss) {

  /** The same as an evaluation. */
  public Evaluation evaluation() {
    return new Evaluation(architecture, accuracy, loss);
  }
}
