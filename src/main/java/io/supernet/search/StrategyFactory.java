package io.supernet.search;

import io.supernet.evaluate.Objective;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Starts a search strategy, such as {@code (space, objectives, random) -> new RandomSearch(space,
 * random)}.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface StrategyFactory {

  /**
   * A fresh strategy; the same one for the same arguments, as an interrupted search begins again.
   *
   * @param space what is searched; asked about an architecture, it ends a search that is canceled
   *     or out of time
   * @param objectives what is wanted, at least one
   * @param random the source of all its randomness
   */
  SearchStrategy start(SearchSpace space, List<Objective> objectives, RandomGenerator random);
}
