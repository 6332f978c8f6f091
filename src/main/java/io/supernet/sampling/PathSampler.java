package io.supernet.sampling;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.random.RandomGenerator;

/** Says which path of the supernet the next training step trains. */
@FunctionalInterface
public interface PathSampler {

  /**
   * The architecture that the next step trains.
   *
   * @param space the space of the supernet
   * @param random the stream of this step: the same step of the same run always sees the same
   *     numbers
   * @return a canonical architecture whose output is connected to its input
   */
  Architecture next(SearchSpace space, RandomGenerator random);
}
