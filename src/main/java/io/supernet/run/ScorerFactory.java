package io.supernet.run;

import io.supernet.network.Definition;
import io.supernet.score.Scorer;

/**
 * Starts a scorer that knows the network.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface ScorerFactory {

  /**
   * A fresh scorer; the same one for the same network.
   *
   * @param definition of the run's network, with the costs of its architectures
   */
  Scorer start(Definition definition);
}
