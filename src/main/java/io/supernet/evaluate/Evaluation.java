package io.supernet.evaluate;

import io.supernet.space.Architecture;
import java.util.Comparator;

/**
 * What an evaluator says of one architecture.
 *
 * @param architecture the canonical architecture
 * @param accuracy share of examples classified right, 0 to 1
 * @param loss mean cross-entropy in nats; not a number if the architecture's output was not finite
 */
public record Evaluation(Architecture architecture, double accuracy, double loss) {

  public Evaluation {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("An accuracy lies in 0..1, this one is " + accuracy);
    }
  }

  /** Best first: higher accuracy, then lower loss, not a number last. */
  public static Comparator<Evaluation> bestFirst() {
    return Comparator.comparingDouble(Evaluation::accuracy)
        .reversed()
        .thenComparingDouble(Evaluation::loss);
  }
}
