package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.evaluate.Objective;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.Nsga2;
import io.supernet.search.RandomSearch;
import io.supernet.search.RegularizedEvolution;
import io.supernet.search.SearchStrategy;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchOptionsTest {

  private static final EvolutionSearch.Options FEW = new EvolutionSearch.Options(7, 3, 0.2);
  private static final SearchSpace SPACE = ToySpaces.flat(9, 9, 9);
  private static final RandomStreams STREAMS = new RandomStreams(5);

  @ParameterizedTest
  @CsvSource({
    "evolution, EvolutionSearch",
    "random, RandomSearch",
    "regularized-evolution, RegularizedEvolution",
    "local-search, LocalSearch",
    "nsga2, Nsga2",
    "reinforce, Reinforce",
    "exhaustive, ExhaustiveSearch",
    "derive, Derive"
  })
  void aNameStartsItsStrategy(String name, String type) {
    try (SearchStrategy strategy =
        options(name).start(SPACE, List.of(Objective.ACCURACY), STREAMS, () -> null)) {
      assertThat(strategy.getClass().getSimpleName()).isEqualTo(type);
    }
  }

  /** Runs that exist go on with the same numbers. */
  @Test
  void eachStrategyHasItsOwnStream() {
    SearchStrategy random = new RandomSearch(SPACE, STREAMS.stream("search/random", 0));
    assertThat(
            options("random")
                .start(SPACE, List.of(Objective.ACCURACY), STREAMS, () -> null)
                .propose(10))
        .isEqualTo(random.propose(10));
    SearchStrategy evolution =
        new EvolutionSearch(SPACE, Objective.ACCURACY, FEW, STREAMS.stream("search/evolution", 0));
    assertThat(
            options("evolution")
                .start(SPACE, List.of(Objective.ACCURACY), STREAMS, () -> null)
                .propose(10))
        .hasSize(7)
        .isEqualTo(evolution.propose(10));
  }

  @Test
  void anUnknownNameIsAnsweredWithAllNames() {
    assertThatThrownBy(() -> options("greedy"))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Search strategy 'greedy' is not known; take one of "
                + "evolution, random, regularized-evolution, asynchronous-evolution, local-search, nsga2, reinforce, exhaustive, derive, or the full name of a class.");
  }

  @Test
  void eachNumberIsRefusedByItself() {
    assertThatThrownBy(() -> new SearchOptions("random", 0, FEW, true))
        .isInstanceOf(SupernetException.class)
        .hasMessage("The search budget is 0; give 1 architecture or more.");
    assertThatThrownBy(
            () ->
                new SearchOptions(
                    "random",
                    1,
                    FEW,
                    true,
                    RegularizedEvolution.Options.DEFAULT,
                    Nsga2.Options.DEFAULT,
                    List.of("accuracy"),
                    Map.of(),
                    -1,
                    "supernet"))
        .isInstanceOf(SupernetException.class)
        .hasMessage("The time limit of the search is -1 s; give 1 s or more.");
  }

  private static SearchOptions options(String strategy) {
    return new SearchOptions(strategy, 10, FEW, true);
  }
}
