package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.controller.Reinforce;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link SearchStrategy} promises; {@link Search} checks the proposals. */
class StrategyContractTest {

  private interface Factory {
    SearchStrategy start(SearchSpace space, RandomGenerator random);
  }

  private static final SearchSpace CUT =
      new SearchSpace(
          "cut", ToySpaces.flat(3, 3, 3, 3).decisions(), a -> a.choice(0) != a.choice(1));

  static Stream<Named<Factory>> strategies() {
    EvolutionSearch.Options few = new EvolutionSearch.Options(6, 3, 0.2);
    RegularizedEvolution.Options aging = new RegularizedEvolution.Options(6, 2);
    return Stream.of(
        Named.of("random", RandomSearch::new),
        Named.of(
            "evolution",
            (space, random) -> new EvolutionSearch(space, Objective.ACCURACY, few, random)),
        Named.of(
            "aging",
            (space, random) -> new RegularizedEvolution(space, Objective.ACCURACY, aging, random)),
        Named.of(
            "asynchronous",
            (space, random) -> new AsynchronousEvolution(space, Objective.ACCURACY, aging, random)),
        Named.of("local", (space, random) -> new LocalSearch(space, Objective.ACCURACY, random)),
        Named.of(
            "nsga2",
            (space, random) ->
                new Nsga2(
                    space, List.of(Objective.ACCURACY), new Nsga2.Options(6, 0.9, 0.2), random)),
        Named.of(
            "reinforce",
            (space, random) ->
                new Reinforce(space, Objective.ACCURACY, Reinforce.Options.DEFAULT, random)),
        Named.of("exhaustive", (space, random) -> new ExhaustiveSearch(space)));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void findsEverythingOnceInASmallSpace(Factory strategy) {
    for (SearchSpace space :
        List.of(ToySpaces.dag(), ToySpaces.doublyNested(), ToySpaces.nested(), ToySpaces.flat(2))) {
      List<Architecture> found = Toys.architectures(search(strategy, space, 1, 1000));
      assertThat(found).containsExactlyInAnyOrderElementsOf(ToySpaces.all(space));
    }
    assertThat(search(strategy, CUT, 1, 1000).evaluations()).hasSize(6 * 9);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void sameSeedSameSearch(Factory strategy) {
    assertThat(search(strategy, CUT, 9, 40)).isEqualTo(search(strategy, CUT, 9, 40));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void hearingTheHistoryAgainRebuildsTheState(Factory strategy) {
    try (SearchStrategy old = strategy.start(CUT, new SplittableRandom(5));
        SearchStrategy rebuilt = strategy.start(CUT, new SplittableRandom(5))) {
      List<List<Architecture>> history = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        history.add(Toys.next(old, 10, a -> Toys.separable(a, CUT)));
      }
      for (List<Architecture> proposal : history) {
        assertThat(Toys.next(rebuilt, 10, a -> Toys.separable(a, CUT))).isEqualTo(proposal);
      }
      assertThat(rebuilt.propose(10)).isEqualTo(old.propose(10));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void proposalsDependOnWhatIsHeardIfTheStrategySaysSo(Factory strategy) {
    SearchSpace space = ToySpaces.flat(5, 5, 5);
    List<List<Architecture>> proposals = new ArrayList<>();
    for (int sign : List.of(1, -1)) {
      Evaluator evaluator = Toys.evaluator(a -> 0.5 + sign * Toys.separable(a, space) / 2);
      SearchStrategy fresh = strategy.start(space, new SplittableRandom(1));
      proposals.add(Toys.architectures(Toys.search(space, fresh, evaluator, 100)));
    }
    boolean depend;
    try (SearchStrategy fresh = strategy.start(space, new SplittableRandom(1))) {
      depend = fresh.capabilities().contains(Capability.NEEDS_FEEDBACK);
      assertThat(fresh.capabilities().contains(Capability.ASYNCHRONOUS))
          .isEqualTo(fresh instanceof AsynchronousEvolution);
    }
    assertThat(proposals.get(0).equals(proposals.get(1))).isEqualTo(!depend);
  }

  @Test
  void onlyNsga2SeeksSeveralObjectives() {
    assertThat(strategies())
        .filteredOn(
            named -> {
              try (SearchStrategy fresh = named.getPayload().start(CUT, new SplittableRandom(1))) {
                return fresh.capabilities().contains(Capability.SEVERAL_OBJECTIVES);
              }
            })
        .extracting(Named::getName)
        .containsExactly("nsga2");
  }

  /** So that a search that went on with a larger budget is the search with the larger budget. */
  @Test
  void theBudgetOnlyCutsTheSearchOff() {
    strategies()
        .filter(strategy -> !strategy.getName().equals("evolution"))
        .forEach(
            strategy -> {
              List<Evaluation> all = search(strategy.getPayload(), CUT, 3, 54).evaluations();
              for (int budget : List.of(1, 4, 13, 20, 37)) {
                assertThat(search(strategy.getPayload(), CUT, 3, budget).evaluations())
                    .as(strategy.getName())
                    .isEqualTo(all.subList(0, budget));
              }
            });
  }

  private static SearchResult search(Factory strategy, SearchSpace space, long seed, int budget) {
    return Toys.search(
        space,
        strategy.start(space, new SplittableRandom(seed)),
        Toys.evaluator(a -> Toys.separable(a, space)),
        budget);
  }
}
