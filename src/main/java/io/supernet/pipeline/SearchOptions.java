package io.supernet.pipeline;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.sampling.RandomStreams;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.RandomSearch;
import io.supernet.search.SearchStrategy;
import io.supernet.space.SearchSpace;
import java.util.List;

/**
 * How a supernet is searched.
 *
 * @param strategy {@code evolution} or {@code random}
 * @param budget architectures evaluated at the most, at least 1
 * @param evolution options of evolution
 * @param baseline whether random search gets the same budget for comparison
 */
public record SearchOptions(
    String strategy, int budget, EvolutionSearch.Options evolution, boolean baseline) {

  /** The name of random search. */
  public static final String RANDOM = "random";

  /** The name of evolution. */
  public static final String EVOLUTION = "evolution";

  public SearchOptions {
    if (!List.of(RANDOM, EVOLUTION).contains(strategy)) {
      throw new SupernetException(
          Kind.USAGE, "Search strategy '" + strategy + "' is not known; take evolution or random.");
    }
    if (budget < 1) {
      throw new SupernetException(
          Kind.USAGE, "The search budget is " + budget + "; give 1 or more.");
    }
  }

  /** The same search by another strategy. */
  SearchOptions by(String other) {
    return new SearchOptions(other, budget, evolution, baseline);
  }

  /** A fresh strategy; the same seed always gives the same one. */
  SearchStrategy start(SearchSpace space, RandomStreams streams) {
    return strategy.equals(RANDOM)
        ? new RandomSearch(space, streams.stream("search/random", 0))
        : new EvolutionSearch(space, evolution, streams.stream("search/evolution", 0));
  }
}
