package io.supernet.evaluate;

import io.supernet.space.Architecture;
import java.util.List;

/** Judges architectures: with inherited weights, by training them alone, or from a table. */
@FunctionalInterface
public interface Evaluator {

  /**
   * Evaluates a batch.
   *
   * @param architectures canonical architectures of the evaluator's space, all different
   * @return one evaluation for each, in the same order; the same architecture always gets the same
   *     one
   */
  List<Evaluation> evaluate(List<Architecture> architectures);
}
