package io.supernet.search;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.search.Nsga2.Options;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Nsga2Test {

  private static final int STEPS = 21;
  private static final int VARIABLES = 10;
  private static final double REFERENCE = 1.1;

  /**
   * Zitzler, Deb, Thiele: Comparison of Multiobjective Evolutionary Algorithms, Evolutionary
   * Computation 8(2), 2000: f1 = x1, f2 = g h(f1, g), g = 1 + 9 mean(x2 …); here 10 variables of 21
   * values in 0..1 each, of which the paper has 30 real ones.
   */
  private enum Zdt {
    ZDT1,
    ZDT2,
    ZDT3;

    double second(Architecture a) {
      double sum = IntStream.range(1, VARIABLES).mapToDouble(i -> value(a, i)).sum();
      double g = 1 + 9 * sum / (VARIABLES - 1);
      return g * h(value(a, 0), g);
    }

    private double h(double f, double g) {
      return switch (this) {
        case ZDT1 -> 1 - Math.sqrt(f / g);
        case ZDT2 -> 1 - f / g * (f / g);
        case ZDT3 -> 1 - Math.sqrt(f / g) - f / g * Math.sin(10 * Math.PI * f);
      };
    }

    List<Objective> objectives() {
      return List.of(Objective.least("f1", a -> value(a, 0)), Objective.least("f2", this::second));
    }

    /** Of the best there is: every value of the first variable, 0 for all others. */
    double bestHypervolume() {
      return hypervolume(
          IntStream.range(0, STEPS)
              .mapToObj(i -> Architecture.of(new int[VARIABLES]).with(0, i))
              .toList());
    }

    /** The area between the points and (1.1, 1.1), of the points below that. */
    double hypervolume(List<Architecture> points) {
      List<double[]> sorted =
          points.stream()
              .map(a -> new double[] {value(a, 0), second(a)})
              .sorted(Comparator.comparingDouble(p -> p[0]))
              .toList();
      double area = 0;
      double top = REFERENCE;
      for (double[] point : sorted) {
        if (point[1] < top) {
          area += (REFERENCE - point[0]) * (top - point[1]);
          top = point[1];
        }
      }
      return area;
    }
  }

  private static final SearchSpace SPACE =
      ToySpaces.flat(IntStream.range(0, VARIABLES).map(i -> STEPS).toArray());

  /** The objectives are all that counts: every architecture is judged the same. */
  private static final Evaluator INDIFFERENT = Toys.evaluator(a -> 0.5);

  private static double value(Architecture a, int variable) {
    return a.choice(variable) / (STEPS - 1.0);
  }

  private static double hypervolume(Zdt problem, SearchStrategy strategy) {
    SearchResult result = Toys.search(SPACE, strategy, INDIFFERENT, 10_000);
    return problem.hypervolume(
        result.front(problem.objectives()).stream().map(Evaluation::architecture).toList());
  }

  /**
   * The area under the real fronts is 0.8767 for ZDT1 (2/3 + 0.21), 0.5433 for ZDT2 (1/3 + 0.21);
   * with 21 values less of it is covered.
   */
  @Test
  void theBestHypervolumesAreWhatTheyShouldBe() {
    assertThat(Zdt.ZDT1.bestHypervolume()).isBetween(0.8, 0.8767);
    assertThat(Zdt.ZDT2.bestHypervolume()).isBetween(0.5, 0.5433);
    assertThat(Zdt.ZDT3.bestHypervolume()).isBetween(1.2, 1.33);
  }

  @ParameterizedTest
  @EnumSource(Zdt.class)
  void comesNearTheBestHypervolume(Zdt problem) {
    for (int seed = 0; seed < 3; seed++) {
      Options options = new Options(100, 0.9, 0.1);
      double found =
          hypervolume(
              problem, new Nsga2(SPACE, problem.objectives(), options, new SplittableRandom(seed)));
      double random = hypervolume(problem, new RandomSearch(SPACE, new SplittableRandom(seed)));
      assertThat(found).isGreaterThan(0.99 * problem.bestHypervolume());
      assertThat(random).isLessThan(0.6 * problem.bestHypervolume());
    }
  }

  /** Two of four survive: the ends of the first front, as its middle is crowded. */
  @Test
  void thoseThatStandApartSurvive() {
    SearchSpace space = ToySpaces.flat(101, 2);
    List<Objective> objectives =
        List.of(
            Objective.least("left", a -> a.choice(0)),
            Objective.least("right", a -> 100 * a.choice(1) - a.choice(0)));
    Nsga2 strategy = new Nsga2(space, objectives, new Options(2, 1, 0), new SplittableRandom(1));
    strategy.observe(
        IntStream.of(0, 50, 51, 100)
            .mapToObj(i -> Toys.evaluation(Architecture.of(i, 0), a -> 0.5))
            .toList());
    for (int i = 0; i < 20; i++) {
      for (Architecture child : Toys.next(strategy, 1, a -> 0.5)) {
        boolean cheap = child.choice(1) == 0;
        assertThat(cheap || List.of(0, 100).contains(child.choice(0))).isTrue();
      }
    }
  }

  @Test
  void failedOnesDieFirst() {
    SearchSpace space = ToySpaces.flat(50, 50);
    Nsga2 strategy =
        new Nsga2(
            space, List.of(Objective.ACCURACY), new Options(2, 0, 0), new SplittableRandom(1));
    Architecture good = Architecture.of(7, 7);
    Architecture fair = Architecture.of(7, 8);
    strategy.observe(
        List.of(
            Evaluation.failed(Architecture.of(1, 1), "broken"),
            new Evaluation(fair, 0.2, 1),
            Evaluation.failed(Architecture.of(2, 2), "broken"),
            new Evaluation(good, 0.3, 1)));
    assertThat(strategy.propose(2))
        .hasSize(2)
        .allMatch(child -> child.choice(0) == 7 || List.of(7, 8).contains(child.choice(1)));
  }

  @Test
  void wrongOptionsAreRefused() {
    assertRefused(() -> new Options(1, 0.9, 0.1), "population 1");
    assertThatThrownBy(() -> new Options(2, 1.1, 0.1)).hasMessageContaining("crossover 1.1");
    assertThatThrownBy(() -> new Options(2, 0.9, Double.NaN)).hasMessageContaining("mutation NaN");
  }
}
