package io.supernet.run;

import io.supernet.data.Split;
import io.supernet.evaluate.Evaluator;
import io.supernet.network.Definition;

/**
 * Starts an evaluator that judges architectures in place of a run's supernet.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface EvaluatorFactory {

  /**
   * A fresh evaluator. One that is {@link AutoCloseable} is closed when the search has ended.
   *
   * @param definition of the run's network
   * @param data of the run
   */
  Evaluator start(Definition definition, Split data);
}
