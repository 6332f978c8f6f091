package io.supernet.evaluate;

import io.supernet.space.Architecture;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator says of one architecture.
 *
 * @param architecture the canonical architecture
 * @param accuracy share of examples classified right, 0 to 1; says nothing if it failed, see {@link
 *     #judged}
 * @param loss mean cross-entropy in nats; not a number if the architecture's output was not finite
 * @param failure why the architecture could not be judged; null if it was
 * @since 0.1
 */
public record Evaluation(
    Architecture architecture, double accuracy, double loss, @Nullable String failure) {

  public Evaluation {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("An accuracy lies in 0..1, this one is " + accuracy);
    }
    if (failure == null && !Double.isFinite(loss)) {
      failure = "its output is not finite";
    }
  }

  /** A judgment; a failed one if the loss is not finite. */
  public Evaluation(Architecture architecture, double accuracy, double loss) {
    this(architecture, accuracy, loss, null);
  }

  /** An architecture that could not be judged. */
  public static Evaluation failed(Architecture architecture, String why) {
    return new Evaluation(architecture, 0, Double.NaN, why);
  }

  /** Whether the architecture could not be judged; it is worse than any other then. */
  public boolean failed() {
    return failure != null;
  }

  /** The accuracy; none if the architecture could not be judged: it is no accuracy of 0. */
  public OptionalDouble judged() {
    return failed() ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
  }

  /**
   * One evaluation of each architecture, the last: those that failed may have been made again. In
   * the order in which the architectures came first.
   */
  public static List<Evaluation> lastOfEach(List<Evaluation> evaluations) {
    Map<Architecture, Evaluation> last = new LinkedHashMap<>();
    evaluations.forEach(evaluation -> last.put(evaluation.architecture(), evaluation));
    return List.copyOf(last.values());
  }

  /** Best first: those that did not fail, higher accuracy, lower loss. */
  public static Comparator<Evaluation> bestFirst() {
    return Comparator.comparing((Evaluation e) -> e.failed())
        .thenComparing(Comparator.comparingDouble(Evaluation::accuracy).reversed())
        .thenComparingDouble(Evaluation::loss);
  }
}
