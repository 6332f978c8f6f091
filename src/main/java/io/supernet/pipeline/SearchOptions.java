package io.supernet.pipeline;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Objective;
import io.supernet.sampling.RandomStreams;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.ExhaustiveSearch;
import io.supernet.search.LocalSearch;
import io.supernet.search.RandomSearch;
import io.supernet.search.RegularizedEvolution;
import io.supernet.search.SearchStrategy;
import io.supernet.space.SearchSpace;
import java.util.random.RandomGenerator;

/**
 * How a supernet is searched.
 *
 * @param strategy {@code evolution}, {@code random}, {@code regularized-evolution}, {@code
 *     local-search} or {@code exhaustive}
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

  @FunctionalInterface
  private interface Factory {
    SearchStrategy start(SearchSpace space, SearchOptions options, RandomGenerator random);
  }

  /** By name, in the order in which users read them. */
  private static final ImmutableMap<String, Factory> STRATEGIES =
      ImmutableMap.of(
          EVOLUTION,
          (space, options, random) ->
              new EvolutionSearch(space, Objective.ACCURACY, options.evolution, random),
          RANDOM,
          (space, options, random) -> new RandomSearch(space, random),
          "regularized-evolution",
          (space, options, random) ->
              new RegularizedEvolution(
                  space, Objective.ACCURACY, RegularizedEvolution.Options.DEFAULT, random),
          "local-search",
          (space, options, random) -> new LocalSearch(space, Objective.ACCURACY, random),
          "exhaustive",
          (space, options, random) -> new ExhaustiveSearch(space));

  public SearchOptions {
    if (!STRATEGIES.containsKey(strategy)) {
      throw new SupernetException(
          Kind.USAGE,
          "Search strategy '%s' is not known; take one of %s."
              .formatted(strategy, String.join(", ", STRATEGIES.keySet())));
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
    return STRATEGIES.get(strategy).start(space, this, streams.stream("search/" + strategy, 0));
  }
}
