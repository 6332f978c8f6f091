package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.data.ClassExamples;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Cautions;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.network.ConstantAnswer;
import io.supernet.run.Figures;
import io.supernet.run.Findings;
import io.supernet.run.Run;
import io.supernet.run.SearchJournal;
import io.supernet.run.SearchOptions;
import io.supernet.search.SearchResult;
import io.supernet.storage.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches a trained supernet on validation examples, and does random search beside it for
 * comparison.
 */
final class SearchPhase {

  /** One of the best of a strategy that made some evaluations. */
  record Found(String strategy, int evaluations, Evaluation evaluation) {}

  /**
   * What was found.
   *
   * @param front the Pareto front of the strategy if there are several objectives
   * @param cautions what to know before believing it
   * @param end why the strategy ended before its budget; empty if it did not
   */
  record Searched(List<Found> found, List<Findings.Row> front, List<String> cautions, String end) {}

  private final Run run;

  SearchPhase(Run run) {
    this.run = run;
  }

  /**
   * The best of the strategy, best first: by the objective, or some of the Pareto front of several
   * objectives. Then the best of random search, if asked for.
   */
  Searched run(TrainedSupernet supernet, Figures figures, Progress progress) {
    SearchOptions options = run.options().search();
    List<String> cautions = new ArrayList<>();
    if (options.wants(Figures.LATENCY)) {
      new LatencyPhase(run).table(progress).caution().ifPresent(cautions::add);
    }
    List<Objective> objectives = figures.objectives(options.objectives());
    List<Found> found = new ArrayList<>();
    List<Findings.Row> front;
    String end;
    try (Journal<Evaluation> evaluations =
            Journal.open(run.layout().evaluations(options.evaluator()), Evaluation.class);
        SearchJournal journal = SearchJournal.open(run.layout());
        Searches searches = new Searches(run, supernet, figures, evaluations, journal, progress)) {
      SearchResult result = searches.result(options);
      found.addAll(found(options.strategy(), run.options().top(), result, objectives));
      front = front(result, figures, options.objectives());
      // Of another evaluator nobody knows what it judges on.
      Metric metric = run.definition().task().metrics().get(0);
      if (options.wants(metric.name()) && options.usesSupernet()) {
        cautions.addAll(
            cautions(metric, run.data().validation())
                .map(c -> c.of(result.evaluations()))
                .orElseGet(
                    () ->
                        Cautions.ofConstant(
                            metric,
                            ConstantAnswer.score(metric, run.data().validation()),
                            result.evaluations())));
      }
      cautions.forEach(caution -> progress.note("caution: " + caution));
      end = result.end();
      if (options.compares()) {
        // As many evaluations, also where the strategy has ended before its budget.
        SearchResult beside = searches.result(options.beside(result.evaluations().size()));
        found.addAll(found(SearchOptions.RANDOM, 1, beside, objectives));
      }
    }
    return new Searched(found, front, cautions, end);
  }

  /** What to know of accuracies on these examples, if they are what counts. */
  static Optional<Cautions> cautions(Metric metric, DataSet examples) {
    if (!metric.equals(Metric.ACCURACY) || examples.hasValues()) {
      return Optional.empty();
    }
    ClassExamples classes = ClassExamples.of(examples);
    int largest = classes.largest();
    return Optional.of(
        new Cautions(
            examples.size(), examples.classNames().get(largest), classes.counts().get(largest)));
  }

  private List<Findings.Row> front(SearchResult result, Figures figures, List<String> names) {
    return names.size() == 1
        ? List.of()
        : Findings.of(run.definition(), figures, result.evaluations(), names, 0).rows();
  }

  private static List<Found> found(
      String strategy, int top, SearchResult result, List<Objective> objectives) {
    List<Evaluation> best =
        objectives.size() == 1
            ? result.top(top, objectives.get(0))
            : spread(result.front(objectives), top);
    int evaluations = result.evaluations().size();
    return best.stream().map(e -> new Found(strategy, evaluations, e)).toList();
  }

  /** So many of the front, at equal distances, its best in the first objective at the head. */
  private static List<Evaluation> spread(List<Evaluation> front, int count) {
    List<Evaluation> some = new ArrayList<>();
    int taken = Math.min(count, front.size());
    for (int i = 0; i < taken; i++) {
      some.add(front.get(i == 0 ? 0 : i * (front.size() - 1) / (taken - 1)));
    }
    return some;
  }
}
