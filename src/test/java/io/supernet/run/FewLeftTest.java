package io.supernet.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.controller.Controller;
import io.supernet.controller.ControllerOptions;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.search.Constraint;
import io.supernet.search.EvolutionSearch;
import io.supernet.search.Feasible;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy where limits leave few architectures, or few of very many. */
class FewLeftTest {

  /** 10^12 architectures, the cost of each the sum of its choices. */
  private static final SearchSpace LARGE =
      ToySpaces.flat(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);

  /** How often a cost was asked for: each time a network would be traced. */
  private int looks;

  static List<String> strategies() {
    return SearchOptions.strategies();
  }

  @BeforeEach
  void forget() {
    looks = 0;
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void evaluatesExactlyWhatIsLeftOfASmallSpace(String strategy) {
    Feasible feasible = feasible(ToySpaces.flat(3, 4, 4, 4, 4), 1);
    assertThat(feasible.text()).isEqualTo("6 of 768 architectures keep them");
    SearchResult result = search(strategy, feasible.space(), 10);
    assertThat(architectures(result)).hasSize(6).doesNotHaveDuplicates();
    assertThat(result.end()).isEqualTo("there is no other architecture within the limits");
    assertThat(looks).isEqualTo(768);
  }

  /** By chance one would be met in 10^11 draws. */
  @ParameterizedTest
  @MethodSource("drawingStrategies")
  void evaluatesExactlyWhatIsLeftOfALargeSpace(String strategy) {
    Feasible feasible = feasible(LARGE, 1);
    assertThat(feasible.text())
        .isEqualTo("none of 2,000 random architectures keeps them; 13 that do were found");
    SearchResult result = search(strategy, feasible.space(), 50);
    assertThat(architectures(result)).hasSize(13).doesNotHaveDuplicates();
    assertThat(result.end()).isEqualTo("no other architecture was found within the limits");
    assertThat(looks).isLessThan(20_000);
  }

  /** What a neighbor wakes is drawn, so the neighbors lead to a few of the 13 only. */
  @ParameterizedTest
  @MethodSource("drawingStrategies")
  void leavesOutNothingOfALargeNestedSpace(String strategy) {
    Feasible feasible = feasible(ToySpaces.pairs(12), 1);
    Architecture none = Architecture.of(new int[24]);
    for (int i = 0; i < 24; i += 2) {
      assertThat(feasible.space().admits(none.with(i, 1))).isTrue();
    }
    assertThat(feasible.space().known()).hasSizeBetween(1, 12);
    SearchResult result = search(strategy, feasible.space(), 50);
    assertThat(architectures(result))
        .hasSizeGreaterThan(feasible.space().known().size())
        .containsAll(feasible.space().known());
    assertThat(result.end()).isEqualTo("no other architecture was found within the limits");
  }

  /** 1 in 14,000 keeps the limit. */
  @ParameterizedTest
  @MethodSource("strategiesOfLargeSpaces")
  void searchesAtAUsefulPaceWhereFewKeepTheLimits(String strategy) {
    Feasible feasible = feasible(LARGE, 18);
    looks = 0;
    SearchResult result = search(strategy, feasible.space(), 100);
    assertThat(architectures(result)).hasSize(100).doesNotHaveDuplicates();
    assertThat(result.end()).isEmpty();
    // Ten to thirty; by chance it would be 14,000.
    assertThat(looks / 100).isLessThan(60);
  }

  /** Exhaustive search refuses a space of this size. */
  static List<String> drawingStrategies() {
    return strategies().stream().filter(name -> !name.equals("exhaustive")).toList();
  }

  /** Exhaustive search refuses a space of this size, and derive ends where its controller does. */
  static List<String> strategiesOfLargeSpaces() {
    return strategies().stream()
        .filter(name -> !List.of("exhaustive", SearchOptions.DERIVE).contains(name))
        .toList();
  }

  private Feasible feasible(SearchSpace space, int most) {
    Constraint limit = new Constraint("sum", most, this::sum);
    return Feasible.of(space, List.of(limit), new SplittableRandom(1));
  }

  private double sum(Architecture architecture) {
    looks++;
    return Arrays.stream(architecture.toArray()).sum();
  }

  private SearchResult search(String strategy, SearchSpace space, int budget) {
    SearchOptions options =
        new SearchOptions(strategy, budget, EvolutionSearch.Options.DEFAULT, false);
    return new Search(
            space,
            watched ->
                options.start(
                    watched,
                    List.of(Objective.ACCURACY),
                    new RandomStreams(4),
                    () -> new Controller(watched, ControllerOptions.PAPER, 1)),
            all -> all.stream().map(a -> new Evaluation(a, a.choice(0) / 10.0, 0)).toList(),
            budget,
            7)
        .run(Architecture::toString, Progress.SILENT);
  }

  private static List<Architecture> architectures(SearchResult result) {
    return result.evaluations().stream().map(Evaluation::architecture).toList();
  }
}
