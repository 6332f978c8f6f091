package io.supernet.study.simulation;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.space.SearchSpace;
import io.supernet.spaces.Definitions;
import io.supernet.study.simulation.SimulationReport.Point;
import io.supernet.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final Costs COSTS = new Costs(10, 2, 5, 0.5);

  private final Definition cells = Definitions.load(Definitions.find("nasbench201"));
  private final SearchSpace space = cells.space();

  /**
   * Four networks. The short training misleads about the first two; the largest is the worst; the
   * supernet likes the third, its size the fourth.
   */
  private final List<Known> four =
      List.of(
          row(1, 0.50, 0.90, 0.91, 10, 0.2),
          row(2, 0.60, 0.80, 0.81, 20, 0.1),
          row(3, 0.40, 0.70, 0.71, 30, 0.4),
          row(4, 0.30, 0.60, 0.61, 40, 0.3));

  @Test
  void randomSearchTrainsAsManyAsItCanPayAndChoosesByValidation() {
    Shuffled shuffled = shuffled(4);
    List<Known> order = shuffled.by(Method.Order.RANDOM);

    assertThat(test(Method.RANDOM, 9.9, Costs.Unit.EPOCHS, shuffled)).isEmpty();
    assertThat(test(Method.RANDOM, 10, Costs.Unit.EPOCHS, shuffled)).hasValue(order.get(0).test());
    assertThat(test(Method.RANDOM, 29, Costs.Unit.EPOCHS, shuffled))
        .hasValue(Math.max(order.get(0).test(), order.get(1).test()));
    assertThat(test(Method.RANDOM, 40, Costs.Unit.EPOCHS, shuffled)).hasValue(0.91);
  }

  @Test
  void shortTrainingsDecideWhoIsTrainedToTheEnd() {
    // All four briefly: 8 epochs; 8 more for the one that looks best, 8 for the next.
    assertThat(test(Method.LARGEST, 16, Costs.Unit.EPOCHS, shuffled(4))).hasValue(0.81);
    assertThat(test(Method.LARGEST, 24, Costs.Unit.EPOCHS, shuffled(4))).hasValue(0.91);
    // A shortlist of one: twice as many of the largest, of which the third looks better.
    assertThat(test(Method.LARGEST, 24, Costs.Unit.EPOCHS, shuffled(1))).hasValue(0.71);
    // Half of the budget is for short trainings of random ones: 5 epochs of 10 pay two.
    Known better =
        shuffled(4).by(Method.Order.RANDOM).subList(0, 2).stream()
            .max(Comparator.comparingDouble(Known::briefly))
            .orElseThrow();
    assertThat(test(Method.HALVING, 12, Costs.Unit.EPOCHS, shuffled(4))).hasValue(better.test());
  }

  @Test
  void largeNetworksCostMoreWhereMultiplyAddsCount() {
    // The average has 25; the largest takes 40 / 25 of 10 epochs.
    assertThat(test(Method.LARGEST, 16, Costs.Unit.MACS, shuffled(1))).hasValue(0.61);
    // Who cannot be paid is passed over: 30 and 20 get a short training, 20 looks better.
    assertThat(test(Method.LARGEST, 15.9, Costs.Unit.MACS, shuffled(1))).hasValue(0.81);
    assertThat(test(Method.RANDOM, 4, Costs.Unit.MACS, shuffled(1))).hasValue(0.91);
    assertThat(test(Method.EVOLUTION, 3.9, Costs.Unit.MACS, shuffled(1))).isEmpty();
  }

  @Test
  void theSupernetAndItsScoresArePaidFor() {
    // 5 epochs, and 4 scores of half an epoch.
    assertThat(test(Method.SUPERNET, 6.9, Costs.Unit.EPOCHS, shuffled(4))).isEmpty();
    assertThat(test(Method.SUPERNET, 16.9, Costs.Unit.EPOCHS, shuffled(4))).isEmpty();
    assertThat(test(Method.SUPERNET, 17, Costs.Unit.EPOCHS, shuffled(4))).hasValue(0.71);
    // ln(4/4) + ln(3/4) of the third and ln(3/4) + ln(4/4) of the fourth: a tie, the rest is below.
    assertThat(test(Method.PRIOR, 27, Costs.Unit.EPOCHS, shuffled(4))).hasValue(0.71);
    assertThat(test(Method.PRIOR_HALVING, 7 + 4 + 8, Costs.Unit.EPOCHS, shuffled(2)))
        .hasValue(0.71);
  }

  @Test
  void agreesWithOrderStatisticsOnKnownTrainings() throws Exception {
    List<Known> rows = published();
    SimulationOptions options =
        new SimulationOptions(new Costs(200, 12, 0, 0), List.of(1., 4., 8.), 200, 1000, 32);

    SimulationReport report =
        new Simulation("published", Metric.ACCURACY, rows, space, cells.isomorphism(), options)
            .run(event -> {});

    List<Point> random = points(report, Method.RANDOM);
    for (Point point : random) {
      double expected = testOfBestOf((int) point.budget(), rows);
      assertThat(point.test()).isCloseTo(expected, offset(3 * point.halfWidth()));
    }
    // What the literature says of this table: halving beats random search and evolution.
    for (int i = 1; i < 3; i++) {
      double halving = points(report, Method.HALVING).get(i).test();
      assertThat(halving - random.get(i).test()).isGreaterThan(0.003);
      assertThat(halving).isGreaterThan(points(report, Method.EVOLUTION).get(i).test());
    }
    assertThat(report.lines()).noneMatch(line -> line.method().contains("supernet"));
    assertThat(SimulationText.of(report))
        .contains("## Costs counted in epochs", "## Costs counted in multiply-adds")
        .contains("| random search | ");
  }

  @Test
  void aBudgetThatReachesForNothingHasNoFigure() {
    SimulationOptions options = new SimulationOptions(COSTS, List.of(0.5), 2, 10, 4);

    SimulationReport report =
        new Simulation("four", Metric.ACCURACY, four, space, Isomorphism.NONE, options)
            .run(event -> {});

    assertThat(points(report, Method.RANDOM)).containsExactly(new Point(0.5, null, null));
    assertThat(SimulationText.of(report)).contains("| random search | - |");
  }

  /** Scores of errors are below 0; what people see is not. */
  @Test
  void theSmallestErrorWins() {
    List<Known> errors =
        List.of(row(0, -400, -420, -430, 1, 0), row(1, -500, -310.5, -320.25, 1, 0));
    SimulationOptions options = new SimulationOptions(COSTS, List.of(9.), 2, 10, 4);

    SimulationReport report =
        new Simulation("errors", Metric.RMSE, errors, space, Isomorphism.NONE, options)
            .run(event -> {});

    assertThat(report.findable()).isEqualTo(320.25);
    assertThat(points(report, Method.RANDOM).get(0).test()).isEqualTo(320.25);
    assertThat(SimulationText.of(report))
        .contains("Mean test rmse of the winner", "the lowest validation rmse has 320.250.")
        .contains("| random search | 320.250 ± 0.000 |")
        .doesNotContain("percent");
    assertThat(SimulationPlot.of(report))
        .contains("Test rmse of the winner: errors")
        .doesNotContain("NaN");
  }

  @Test
  void oneRowIsNoTable() {
    assertRefused(
        () ->
            new Simulation(
                "one",
                Metric.ACCURACY,
                four.subList(0, 1),
                space,
                Isomorphism.NONE,
                new SimulationOptions(COSTS, List.of(1.), 2, 10, 4)),
        "'one' has 1 rows");
  }

  private OptionalDouble test(Method method, double epochs, Costs.Unit unit, Shuffled shuffled) {
    return new Trial(COSTS, new Purse(epochs, unit, 25), shuffled)
        .test(method, space, new SplittableRandom(1));
  }

  private Shuffled shuffled(int shortlist) {
    return new Shuffled(four, Isomorphism.NONE, 1, 0, 100, shortlist);
  }

  private static List<Point> points(SimulationReport report, Method method) {
    return report.lines().stream()
        .filter(line -> line.unit() == Costs.Unit.EPOCHS && line.method().equals(method.title()))
        .findFirst()
        .orElseThrow()
        .points();
  }

  /** Exact: the i-th by validation is the best of k with probability C(i-1, k-1) / C(n, k). */
  private static double testOfBestOf(int k, List<Known> rows) {
    List<Known> sorted =
        rows.stream().sorted(Comparator.comparingDouble(Known::fully).reversed()).toList();
    double expected = 0;
    double none = 1; // Of those before, none is drawn.
    int n = sorted.size();
    for (int i = 0; i <= n - k; i++) {
      double drawn = (double) k / (n - i);
      expected += none * drawn * sorted.get(i).test();
      none *= 1 - drawn;
    }
    return expected;
  }

  private List<Known> published() throws Exception {
    Path file =
        Path.of(getClass().getResource("/io/supernet/stats/nasbench201_dev2000.csv.gz").toURI());
    List<String> columns = List.of("cifar10_valid_ep12", "cifar10_valid", "cifar10_test");
    Table table = Table.read(file, columns, Metric.ACCURACY, cells::parse);
    List<Known> rows = new ArrayList<>();
    for (Architecture a : table.architectures()) {
      ImmutableDoubleArray values = table.rows().get(a);
      double macs = cells.cost(a).macs();
      rows.add(
          new Known(
              a,
              values.get(0),
              values.get(1),
              values.get(2),
              macs,
              macs,
              ImmutableDoubleArray.of()));
    }
    return rows;
  }

  private Known row(
      int option, double briefly, double fully, double test, double macs, double score) {
    return new Known(
        space.canonical(Architecture.of(option, option, 0, 0, 0, option)),
        briefly,
        fully,
        test,
        macs,
        macs,
        ImmutableDoubleArray.of(score));
  }
}
