package io.supernet.evaluate;

import io.supernet.space.Architecture;
import java.util.List;

/**
 * Judges architectures: with inherited weights, by training them alone, or from a table.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Evaluator {

  /**
   * Evaluates a batch.
   *
   * @param architectures canonical architectures of the evaluator's space, all different
   * @return one evaluation for each, in the same order; the same architecture always gets the same
   *     one
   * @throws EvaluationException if one of them cannot be judged, for a reason of its own
   */
  List<Evaluation> evaluate(List<Architecture> architectures);
}
