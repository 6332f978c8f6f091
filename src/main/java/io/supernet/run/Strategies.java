package io.supernet.run;

import com.google.common.collect.ImmutableMap;
import io.supernet.controller.Reinforce;
import io.supernet.evaluate.Objective;
import io.supernet.search.AsynchronousEvolution;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.ExhaustiveSearch;
import io.supernet.search.LocalSearch;
import io.supernet.search.Nsga2;
import io.supernet.search.RandomSearch;
import io.supernet.search.RegularizedEvolution;
import io.supernet.search.SearchStrategy;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The search strategies that come along, by name, but for the one that needs a controller. */
final class Strategies {

  private Strategies() {}

  /** Begins one. */
  @FunctionalInterface
  interface Factory {
    SearchStrategy start(
        SearchSpace space,
        List<Objective> objectives,
        SearchOptions options,
        RandomGenerator random);
  }

  /** By name, in the order in which users read them. */
  private static final ImmutableMap<String, Factory> STRATEGIES =
      ImmutableMap.of(
          SearchOptions.EVOLUTION,
          (space, wanted, options, random) ->
              new EvolutionSearch(space, wanted.get(0), options.evolution(), random),
          SearchOptions.RANDOM,
          (space, wanted, options, random) -> new RandomSearch(space, random),
          SearchOptions.REGULARIZED_EVOLUTION,
          (space, wanted, options, random) ->
              new RegularizedEvolution(space, wanted.get(0), options.aging(), random),
          "asynchronous-evolution",
          (space, wanted, options, random) ->
              new AsynchronousEvolution(space, wanted.get(0), options.aging(), random),
          "local-search",
          (space, wanted, options, random) -> new LocalSearch(space, wanted.get(0), random),
          SearchOptions.NSGA2,
          (space, wanted, options, random) -> new Nsga2(space, wanted, options.nsga2(), random),
          "reinforce",
          (space, wanted, options, random) ->
              new Reinforce(space, wanted.get(0), Reinforce.Options.DEFAULT, random),
          "exhaustive",
          (space, wanted, options, random) -> new ExhaustiveSearch(space));

  /** In the order in which users read them. */
  static Set<String> names() {
    return STRATEGIES.keySet();
  }

  /** The one of this name; none if it is a class of the user's. */
  static Optional<Factory> find(String name) {
    return Optional.ofNullable(STRATEGIES.get(name));
  }
}
