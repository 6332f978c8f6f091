package io.supernet.score;

import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rates architectures without training them alone.
 *
 * @since 0.2
 */
public interface Scorer {

  /** What it takes to score one architecture. */
  enum Price {
    /** It is computed from the architecture. */
    FREE,
    /** A network computes something: as much as a judgment with inherited weights, or so. */
    EVALUATION
  }

  /** What users read in reports. */
  String name();

  /** What it takes to score one architecture. */
  Price price();

  /**
   * Scores a batch.
   *
   * @param architectures canonical ones, all different
   * @return a number for each, in the same order, which may be infinite; the same architecture
   *     always gets the same one
   */
  double[] score(List<Architecture> architectures);

  /**
   * Whether a higher score predicts a better architecture; so it does unless overridden. It says
   * nothing of what is wished for: more multiply-adds predict a higher accuracy, and are a cost.
   */
  default boolean higherIsBetter() {
    return true;
  }

  /**
   * A figure that is known of every architecture: the higher, the better the architecture.
   *
   * @param figure its value, never NaN
   */
  static Scorer of(String name, ToDoubleFunction<Architecture> figure) {
    return new FreeScorer(name, figure);
  }

  /** A metric of an evaluator; what could not be judged gets the worst score. */
  static Scorer of(Evaluator evaluator, Metric metric) {
    return new JudgingScorer(evaluator, metric);
  }
}
