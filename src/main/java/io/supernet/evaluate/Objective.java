package io.supernet.evaluate;

import com.google.common.collect.ImmutableList;
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
 * @param ties what decides between two of the same figure, one after another; what an evaluation
 *     does not have decides nothing
 * @since 0.1
 */
public record Objective(
    String name, boolean higherIsBetter, ToDoubleFunction<Evaluation> figure, List<Metric> ties) {

  /** Share of examples classified right, the more the better. */
  public static final Objective ACCURACY = of(Metric.ACCURACY);

  /** What training makes small. */
  public static final Objective LOSS = of(Metric.LOSS);

  public Objective {
    ties = ImmutableList.copyOf(ties);
  }

  /** One whose ties go to the higher accuracy, then to the lower loss. */
  public Objective(String name, boolean higherIsBetter, ToDoubleFunction<Evaluation> figure) {
    this(name, higherIsBetter, figure, Metric.OF_CLASSIFICATION);
  }

  /**
   * The best of a metric.
   *
   * @since 0.2
   */
  public static Objective of(Metric metric) {
    return new Objective(metric.name(), metric.higherIsBetter(), new Named(metric.name()));
  }

  /** A property of the architecture, known without judging it, the less the better. */
  public static Objective least(String name, ToDoubleFunction<Architecture> figure) {
    return new Objective(name, false, e -> figure.applyAsDouble(e.architecture()));
  }

  /**
   * The same with other tie-breakers.
   *
   * @since 0.2
   */
  public Objective withTies(List<Metric> others) {
    return new Objective(name, higherIsBetter, figure, others);
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

  /** Best first, then by {@link #ties}. */
  public Comparator<Evaluation> bestFirst() {
    return Comparator.comparingDouble(this::cost).thenComparing(Metric.bestFirst(ties));
  }

  /** A metric by name; equal to that of the same name, unlike a lambda. */
  private record Named(String name) implements ToDoubleFunction<Evaluation> {
    @Override
    public double applyAsDouble(Evaluation evaluation) {
      return evaluation.metric(name);
    }
  }
}
