package io.supernet.evaluate;

import io.supernet.space.Architecture;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that a search wants as much, or as little, of as it can get.
 *
 * @param name such as {@code accuracy}
 * @param higherIsBetter whether more of it is better
 * @param figure its value for an evaluation that did not fail; always the same for the same one
 * @since 0.1
 */
public record Objective(String name, boolean higherIsBetter, ToDoubleFunction<Evaluation> figure) {

  /** Share of examples classified right, the more the better. */
  public static final Objective ACCURACY = new Objective("accuracy", true, Evaluation::accuracy);

  /** Cross-entropy, the less the better. */
  public static final Objective LOSS = new Objective("loss", false, Evaluation::loss);

  /** A property of the architecture, known without judging it, the less the better. */
  public static Objective least(String name, ToDoubleFunction<Architecture> figure) {
    return new Objective(name, false, e -> figure.applyAsDouble(e.architecture()));
  }

  /** The figure with the sign that makes less better; infinite for a failed evaluation. */
  public double cost(Evaluation evaluation) {
    if (evaluation.failed()) {
      return Double.POSITIVE_INFINITY;
    }
    double value = figure.applyAsDouble(evaluation);
    return higherIsBetter ? -value : value;
  }

  /** The costs of an evaluation, in the order of the objectives. */
  public static double[] costs(List<Objective> objectives, Evaluation evaluation) {
    return objectives.stream().mapToDouble(objective -> objective.cost(evaluation)).toArray();
  }

  /** Best first; ties go to the higher accuracy, then to the lower loss. */
  public Comparator<Evaluation> bestFirst() {
    return Comparator.comparingDouble(this::cost).thenComparing(Evaluation.bestFirst());
  }
}
