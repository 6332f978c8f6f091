package io.supernet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.search.EvolutionSearch.Options;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvolutionSearchTest {

  @Test
  void breedsAsWorkedByHand() {
    Toys.ScriptedRandom random = new Toys.ScriptedRandom();
    SearchStrategy evolution =
        new EvolutionSearch(
            ToySpaces.flat(2, 3), Objective.ACCURACY, new Options(2, 2, 0.1), random);

    // A random population: [0, 1], then the same again, which does not count, then [1, 0].
    random.says(0, 1, 0, 1, 1, 0);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get))
        .containsExactly(Architecture.of(0, 1), Architecture.of(1, 0));

    // Parents [1, 0], [0, 1]. The first mutates in decision 1 by two steps; then both cross:
    // decision 0 from the second, decision 1 from the first.
    random.says(0, 0.5, 0.05, 1);
    random.says(0, 0, true, false);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get))
        .containsExactly(Architecture.of(1, 2), Architecture.of(0, 0));

    // Parents [1, 2], [1, 0]. The second mutates nowhere, so decision 0 is forced: [0, 0], known.
    // The first mutates in decision 0. Crossing brings nothing new ten times; a random one fills.
    random.says(1, 0.9, 0.9, 0, 0);
    random.says(0, 0.0, 0.5, 0);
    for (int i = 0; i < 10; i++) {
      random.says(1, 0, true, false);
    }
    random.says(1, 1);
    assertThat(Toys.next(evolution, 10, Toys.TABLE::get))
        .containsExactly(Architecture.of(0, 2), Architecture.of(1, 1));

    // All six are known.
    for (int i = 0; i < 10; i++) {
      random.says(0, 0.9, 0.0, 0);
    }
    for (int i = 0; i < 10; i++) {
      random.says(0, 0, true, true);
    }
    assertThat(evolution.propose(10)).isEmpty();
    assertThat(random.isUsedUp()).isTrue();
  }

  @Test
  void findsEverythingOnceInASmallSpace() {
    for (SearchSpace space : List.of(ToySpaces.dag(), ToySpaces.doublyNested())) {
      SearchStrategy evolution =
          new EvolutionSearch(
              space, Objective.ACCURACY, new Options(5, 2, 0.1), new SplittableRandom(1));
      SearchResult result =
          Toys.search(space, evolution, Toys.evaluator(a -> Toys.separable(a, space)), 1000);
      assertThat(Toys.architectures(result))
          .containsExactlyInAnyOrderElementsOf(ToySpaces.all(space));
    }
  }

  @Test
  void childrenAreConnected() {
    SearchSpace space =
        new SearchSpace(
            "cut", ToySpaces.flat(3, 3, 3, 3).decisions(), a -> a.choice(0) != a.choice(1));
    SearchStrategy evolution =
        new EvolutionSearch(
            space, Objective.ACCURACY, new Options(6, 3, 0.2), new SplittableRandom(1));
    SearchResult result =
        Toys.search(space, evolution, Toys.evaluator(a -> Toys.separable(a, space)), 1000);
    assertThat(Toys.architectures(result)).hasSize(6 * 9).allMatch(space::connected);
  }

  @Test
  void sameSeedSameSearch() {
    assertThat(run(9, 7)).isEqualTo(run(9, 7)).isNotEqualTo(run(10, 7));
  }

  @Test
  void theBatchOfTheEvaluatorChangesNothing() {
    assertThat(run(9, 1)).isEqualTo(run(9, 1000));
  }

  /**
   * The optimum is one of 4,096; evolution needs less than a tenth of what random search needs, on
   * average over 30 seeds.
   */
  @Test
  void findsTheOptimumOfASeparableFunctionFasterThanRandomSearch() {
    double evolution =
        meanUntilOptimum(
            (space, random) ->
                new EvolutionSearch(space, Objective.ACCURACY, Options.DEFAULT, random));
    double random = meanUntilOptimum(RandomSearch::new);
    assertThat(evolution).isLessThan(random / 10);
  }

  @Test
  void optionsAreChecked() {
    for (double[] wrong :
        List.of(
            new double[] {0, 10, 0.1},
            new double[] {50, 0, 0.1},
            new double[] {50, 10, 1.1},
            new double[] {50, 10, Double.NaN})) {
      assertThatThrownBy(() -> new Options((int) wrong[0], (int) wrong[1], wrong[2]))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining(
              "population %d, parents %d, mutation %s"
                  .formatted((int) wrong[0], (int) wrong[1], wrong[2]));
    }
  }

  private static List<Evaluation> run(long seed, int batch) {
    SearchSpace space = ToySpaces.doublyNested();
    SearchStrategy strategy =
        new EvolutionSearch(
            space, Objective.ACCURACY, new Options(4, 2, 0.1), new SplittableRandom(seed));
    return new Search(
            space, watched -> strategy, Toys.evaluator(a -> Toys.separable(a, space)), 14, batch)
        .run(Architecture::toString, Progress.SILENT)
        .evaluations();
  }

  private static double meanUntilOptimum(
      BiFunction<SearchSpace, RandomGenerator, SearchStrategy> strategy) {
    SearchSpace space = ToySpaces.flat(4, 4, 4, 4, 4, 4);
    Architecture optimum = Architecture.of(3, 3, 3, 3, 3, 3);
    return IntStream.range(0, 30)
        .map(
            seed ->
                Toys.architectures(
                        Toys.search(
                            space,
                            strategy.apply(space, new SplittableRandom(seed)),
                            Toys.evaluator(a -> Toys.separable(a, space)),
                            4096))
                    .indexOf(optimum))
        .average()
        .orElseThrow();
  }
}
