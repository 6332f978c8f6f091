package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.pipeline.FamilyOptions.Target;
import io.supernet.run.Figures;
import io.supernet.run.JournaledSearch;
import io.supernet.run.Run;
import io.supernet.run.SearchJournal;
import io.supernet.run.SearchLimits;
import io.supernet.run.SearchOptions;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Journal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the best architecture for each target, with inherited weights on validation examples. */
final class FamilySearch {

  /**
   * The best for a target.
   *
   * @param cost of it, in the unit of the figure
   */
  record Found(Target target, Architecture architecture, double cost) {}

  private final Run run;
  private final FamilyOptions options;
  private final Figures figures;
  private final Progress progress;

  FamilySearch(Run run, FamilyOptions options, Progress progress) {
    this.run = run;
    this.options = options;
    this.figures = run.figures();
    this.progress = progress;
  }

  /** The targets that are given, or spread over the space. */
  List<Target> targets() {
    if (options.count() == 0) {
      return options.targets();
    }
    double least = cost(run.definition().smallest());
    double most = cost(run.definition().largest());
    int last = options.count() - 1;
    return IntStream.rangeClosed(0, last)
        .mapToObj(
            i -> {
              double at = i == last ? most : least * Math.pow(most / least, (double) i / last);
              return new Target("size" + (i + 1), at);
            })
        .toList();
  }

  /**
   * The best for each target, among all that the run has judged and those of a search within the
   * target.
   *
   * @return from the lowest target; a target that only repeats the network of the one before is
   *     left out, which is told
   */
  List<Found> run(List<Target> targets, TrainedSupernet supernet) {
    List<Found> found = new ArrayList<>();
    try (Journal<Evaluation> journal = Journal.open(run.layout().evaluations(), Evaluation.class);
        SearchJournal searches = SearchJournal.open(run.layout())) {
      Evaluator evaluator = supernet.journaled(journal);
      // Not all spaces have the ends in reach of a search, and they are the first that one asks
      // for.
      evaluator.evaluate(List.of(run.definition().smallest(), run.definition().largest()));
      targets.forEach(target -> search(target, evaluator, searches));
      List<Evaluation> known = Evaluation.lastOfEach(journal.records());
      for (Target target : targets) {
        Architecture best = best(target, known);
        if (found.stream().anyMatch(f -> f.architecture().equals(best))) {
          progress.note(
              Text.of(
                  "family: target %s is left out: no network between it and the target below is better than the one found for that",
                  target.name()));
        } else {
          found.add(new Found(target, best, cost(best)));
        }
      }
    }
    return found;
  }

  /** Refuses targets that no network keeps. */
  void refuseTooLow(List<Target> targets) {
    Target lowest = targets.get(0);
    double least = cost(run.definition().smallest());
    if (lowest.most() < least) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "No network of '%s' is known to have %s of %s or less: the smallest has %s; give that or more.",
              run.definition().name(),
              options.figure(),
              text(lowest.most()),
              text(Math.ceil(least * 1000) / 1000)));
    }
  }

  private void search(Target target, Evaluator evaluator, SearchJournal searches) {
    SearchOptions within =
        run.options()
            .search()
            .with()
            .strategy(SearchOptions.EVOLUTION)
            .objectives(List.of(metric().name()))
            .limits(Map.of(options.figure(), target.most()))
            .budget(options.budget())
            .baseline(false)
            .timeLimitSeconds(0)
            .evaluator(SearchOptions.SUPERNET)
            .build();
    List<Objective> objectives = figures.objectives(within.objectives());
    SearchSpace space =
        SearchLimits.narrow(
                run.definition().distinct(), figures, within, run.streams(), run.extensions())
            .space();
    JournaledSearch journaled = searches.resume(within, run.atOnce(), run.definition()::format);
    SearchResult result =
        new Search(
                space,
                watched ->
                    within.start(
                        watched,
                        objectives,
                        run.streams(),
                        () -> {
                          throw new IllegalStateException("Nothing is sampled here.");
                        },
                        run.extensions()),
                evaluator,
                within.budget(),
                journaled.batch())
            .withObjective(objectives.get(0))
            .withHistory(journaled)
            .run(run.definition()::format, progress);
    result.refuseIfNothing(within.strategy());
    journaled.end(result);
  }

  private Architecture best(Target target, List<Evaluation> known) {
    Comparator<Evaluation> bestFirst = Metric.bestFirst(run.definition().task().metrics());
    return known.stream()
        .filter(e -> !e.failed() && cost(e.architecture()) <= target.most())
        .min(bestFirst.thenComparingDouble(e -> cost(e.architecture())))
        .orElseThrow()
        .architecture();
  }

  private Metric metric() {
    return run.definition().task().metrics().get(0);
  }

  private double cost(Architecture architecture) {
    return figures
        .constraints(Map.of(options.figure(), 1.0))
        .get(0)
        .cost()
        .applyAsDouble(architecture);
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Text.of("%,.0f", value) : Text.of("%.3f", value);
  }
}
