package io.supernet.study.simulation;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.space.SearchSpace;
import io.supernet.stats.Spread;
import io.supernet.study.simulation.SimulationReport.Line;
import io.supernet.study.simulation.SimulationReport.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs every method with every budget and seed on a table. */
final class Simulation {

  private static final double CONFIDENCE = 0.95;

  private final String table;
  private final Metric metric;
  private final List<Known> rows;
  private final SearchSpace space;
  private final Isomorphism isomorphism;
  private final SimulationOptions options;
  private final double averageMacs;

  /**
   * A simulation.
   *
   * @param table the name of the source of the rows
   * @param metric what the scores of the rows are of
   * @param space of at least these rows
   * @param isomorphism of the space
   */
  Simulation(
      String table,
      Metric metric,
      List<Known> rows,
      SearchSpace space,
      Isomorphism isomorphism,
      SimulationOptions options) {
    if (rows.size() < 2) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Table '%s' has %d rows within the limits; methods differ on 2 or more.",
              table, rows.size()));
    }
    Set<Architecture> listed =
        rows.stream().map(Known::architecture).collect(Collectors.toCollection(HashSet::new));
    this.table = table;
    this.metric = metric;
    this.rows = rows;
    this.space =
        new SearchSpace(space.name(), space.decisions(), listed::contains)
            .among(rows.stream().map(Known::architecture).toList());
    this.isomorphism = isomorphism;
    this.options = options;
    this.averageMacs = rows.stream().mapToDouble(Known::macs).average().orElseThrow();
  }

  SimulationReport run(Progress progress) {
    int supernets = rows.get(0).scores().length();
    Set<Method> methods = EnumSet.allOf(Method.class);
    if (supernets == 0) {
      methods.removeIf(Method::scored);
    }
    progress.begin("simulate", options.seeds());
    List<Figures> figures = new ArrayList<>();
    for (Costs.Unit unit : Costs.Unit.values()) {
      methods.forEach(method -> figures.add(new Figures(unit, method)));
    }
    for (int seed = 0; seed < options.seeds(); seed++) {
      Shuffled shuffled =
          new Shuffled(
              rows,
              isomorphism,
              seed,
              seed % Math.max(1, supernets),
              options.scored(),
              options.shortlist());
      for (Figures of : figures) {
        of.run(shuffled, seed);
      }
      progress.advance(seed + 1, "seed " + (seed + 1));
    }
    progress.end(options.seeds() + " seeds");
    Known first = rows.stream().max(Comparator.comparingDouble(Known::fully)).orElseThrow();
    return new SimulationReport(
        table,
        metric,
        rows.size(),
        metric.score(first.test()),
        options,
        supernets,
        figures.stream().map(Figures::line).toList());
  }

  /** What a method finds, by budget and seed; not a number where it reaches for no training. */
  private final class Figures {

    private final Costs.Unit unit;
    private final Method method;
    private final double[][] tests = new double[options.budgets().size()][options.seeds()];

    Figures(Costs.Unit unit, Method method) {
      this.unit = unit;
      this.method = method;
    }

    void run(Shuffled shuffled, int seed) {
      for (int i = 0; i < tests.length; i++) {
        double epochs = options.budgets().get(i) * options.costs().epochs();
        tests[i][seed] =
            new Trial(options.costs(), new Purse(epochs, unit, averageMacs), shuffled)
                .test(method, space, new RandomStreams(seed).stream("simulation", 0))
                .orElse(Double.NaN);
      }
    }

    /** What chance has made anew: each seed, or each supernet where its scores decide. */
    private double[] independent(double[] tests) {
      int supernets = rows.get(0).scores().length();
      if (!method.scored()) {
        return tests;
      }
      double[] means = new double[Math.min(supernets, tests.length)];
      for (int i = 0; i < means.length; i++) {
        int supernet = i;
        means[i] =
            IntStream.range(0, tests.length)
                .filter(seed -> seed % supernets == supernet)
                .mapToDouble(seed -> tests[seed])
                .average()
                .orElseThrow();
      }
      return means;
    }

    Line line() {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < tests.length; i++) {
        boolean all = Arrays.stream(tests[i]).noneMatch(Double::isNaN);
        Spread spread = Spread.of(independent(tests[i]));
        points.add(
            new Point(
                options.budgets().get(i),
                all && spread.mean() != null ? metric.score(spread.mean()) : null,
                all ? spread.halfWidth(CONFIDENCE) : null));
      }
      return new Line(unit, method.title(), points);
    }
  }
}
