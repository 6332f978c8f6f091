package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.pipeline.RunRecords;
import io.supernet.pipeline.RunRecords.Trace;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.run.SearchOptions;
import io.supernet.search.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What was searched: progress, and accuracy against cost. */
final class SearchSection {

  private static final String TITLE = "Search";

  private final RunRecords run;
  private final Objective macs;

  SearchSection(RunRecords run) {
    this.run = run;
    this.macs = Objective.least("macs", a -> run.definition().cost(a).macs());
  }

  Section section() {
    if (run.evaluations().isEmpty()) {
      return new Section("search", TITLE, Html.paragraph("Nothing was evaluated yet."));
    }
    List<Html> blocks = new ArrayList<>();
    blocks.add(Html.paragraph(counts()));
    if (!run.searches().isEmpty()) {
      blocks.add(progress().html());
    }
    costs().forEach(cost -> blocks.add(against(cost).html()));
    return new Section("search", TITLE, blocks);
  }

  private String counts() {
    long failed = run.evaluations().stream().filter(Evaluation::failed).count();
    SearchOptions search = run.manifest().options().search();
    String all =
        Text.of(
            "%s architectures were evaluated %s; %s.",
            Numbers.count(run.evaluations().size()),
            search.usesSupernet()
                ? Text.of(
                    "with inherited weights on %s validation examples",
                    Numbers.count(run.manifest().size("validation")))
                : "by " + search.evaluator(),
            failed == 0 ? "all could be judged" : Numbers.count(failed) + " could not be judged");
    Set<Evaluation> others = new LinkedHashSet<>(run.evaluations());
    run.searches().forEach(trace -> trace.evaluations().forEach(others::remove));
    return others.isEmpty()
        ? all
        : all
            + Text.of(
                " %s of them do not belong to the search shown here: an earlier search, the sample of a prior, an audit or a list asked for them.",
                Numbers.count(others.size()));
  }

  private Chart progress() {
    Objective objective = run.objectives().get(0);
    Quantity quantity = quantity(objective);
    List<Series> series =
        run.searches().stream()
            .map(t -> new Series(t.strategy(), Kind.STEP, bestSoFar(t, objective, quantity)))
            .toList();
    return new Chart(
        "Best so far",
        Text.of(
            "The best by %s after each evaluation%s.",
            quantity.axis().label(),
            series.size() > 1 ? ", and random search with the same number of evaluations" : ""),
        new Chart.Axis("evaluations", "", 0),
        quantity.axis(),
        series,
        List.of());
  }

  /** A point wherever the best changes, and one at the end. */
  private List<Point> bestSoFar(Trace trace, Objective objective, Quantity quantity) {
    List<Point> points = new ArrayList<>();
    Evaluation best = null;
    for (int i = 0; i < trace.evaluations().size(); i++) {
      Evaluation next = trace.evaluations().get(i);
      boolean better =
          !next.failed() && (best == null || objective.cost(next) < objective.cost(best));
      best = better ? next : best;
      if (better || (best != null && i == trace.evaluations().size() - 1)) {
        double value = quantity.shown(objective.figure().applyAsDouble(best));
        points.add(new Point(i + 1, value, format(best)));
      }
    }
    return points;
  }

  /** The metric of an objective that is one. */
  private Optional<Metric> metric(Objective objective) {
    return run.definition().task().metrics().stream()
        .filter(metric -> metric.name().equals(objective.name()))
        .findFirst();
  }

  private Quantity quantity(Objective objective) {
    boolean nats = run.definition().task().metrics().equals(Metric.OF_CLASSIFICATION);
    return nats
        ? Quantity.of(objective.name())
        : metric(objective).map(Quantity::of).orElseGet(() -> Quantity.of(objective.name()));
  }

  /**
   * The costs that the task's first metric is shown against: always multiply-adds, and those that
   * were wanted. What more of is better, such as a prior, costs nothing.
   */
  private List<Objective> costs() {
    List<Objective> costs = new ArrayList<>(List.of(macs));
    run.objectives().stream()
        .filter(o -> !o.higherIsBetter() && !o.name().equals(macs.name()))
        .filter(o -> metric(o).isEmpty())
        .forEach(costs::add);
    return costs;
  }

  private Chart against(Objective cost) {
    Quantity quantity = Quantity.of(cost.name());
    Metric metric = run.definition().task().metrics().get(0);
    Objective best = Objective.of(metric);
    Quantity judged = Quantity.of(metric);
    // An evaluator of the user's need not give that metric.
    SearchResult result =
        new SearchResult(
            run.evaluations().stream()
                .filter(e -> e.metrics().containsKey(metric.name()))
                .toList());
    List<Evaluation> front =
        result.front(List.of(best, cost)).stream()
            .sorted(Comparator.comparingDouble(cost::cost))
            .toList();
    List<Evaluation> winner = winner();
    Set<Evaluation> named = new HashSet<>(front);
    named.addAll(winner);
    List<Evaluation> others =
        result.top(Integer.MAX_VALUE, best).stream().filter(e -> !named.contains(e)).toList();
    List<Series> series = new ArrayList<>();
    series.add(new Series("Pareto front", Kind.STEP, points(front, cost, quantity, metric)));
    if (!winner.isEmpty()) {
      series.add(new Series("winner", Kind.POINTS, points(winner, cost, quantity, metric)));
    }
    series.add(new Series("other evaluated", Kind.CLOUD, points(others, cost, quantity, metric)));
    return new Chart(
        Text.of("%s against %s", title(metric), quantity.axis().label()),
        Text.of(
            "No evaluated architecture is both cheaper and %s than one on the front.",
            metric.equals(Metric.ACCURACY) ? "more accurate" : "better"),
        quantity.axis(),
        judged.axis(),
        series,
        List.of());
  }

  private List<Evaluation> winner() {
    return Winner.of(run).stream()
        .flatMap(w -> run.evaluations().stream().filter(e -> format(e).equals(w.architecture())))
        .limit(1)
        .toList();
  }

  static String title(Metric metric) {
    return metric.name().substring(0, 1).toUpperCase(Locale.ROOT) + metric.name().substring(1);
  }

  private List<Point> points(
      List<Evaluation> evaluations, Objective cost, Quantity quantity, Metric metric) {
    Quantity judged = Quantity.of(metric);
    return evaluations.stream()
        .map(
            e ->
                new Point(
                    quantity.shown(cost.figure().applyAsDouble(e)),
                    judged.shown(e.metric(metric.name())),
                    format(e)))
        .toList();
  }

  private String format(Evaluation evaluation) {
    return run.definition().format(evaluation.architecture());
  }
}
