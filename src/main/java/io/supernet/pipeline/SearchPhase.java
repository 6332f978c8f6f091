package io.supernet.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
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
import io.supernet.run.PriorName;
import io.supernet.run.Run;
import io.supernet.run.SearchJournal;
import io.supernet.run.SearchOptions;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import io.supernet.storage.Journal;
import io.supernet.tournament.Shortlist;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches a trained supernet on validation examples, and does random search beside it for
 * comparison.
 */
final class SearchPhase {

  /**
   * One of the best of a strategy that made some evaluations.
   *
   * @param toTheEnd whether it is trained to the end in any case: the best of the random search to
   *     which the strategy is compared, and a front, whose members differ in more than their worth
   */
  record Found(String strategy, int evaluations, Evaluation evaluation, boolean toTheEnd) {

    Architecture architecture() {
      return evaluation.architecture();
    }
  }

  /**
   * All that may enter a tournament whose entrants are picked by evidence.
   *
   * @param candidates best first
   * @param ranks of them by each scorer of the prior
   */
  record Pool(List<Found> candidates, List<double[]> ranks) {}

  /**
   * What was found.
   *
   * @param pool what else may enter the tournament; none if only those who are found may
   * @param front the Pareto front of the strategy if there are several objectives
   * @param cautions what to know before believing it
   * @param end why the strategy ended before its budget; empty if it did not
   */
  record Searched(
      List<Found> found,
      Optional<Pool> pool,
      List<Findings.Row> front,
      List<String> cautions,
      String end) {

    /** The same with more cautions. */
    Searched with(List<String> more) {
      return new Searched(
          found,
          pool,
          front,
          ImmutableList.<String>builder().addAll(cautions).addAll(more).build(),
          end);
    }
  }

  /** What stands for the strategy where the run was told what to train. */
  private static final String NAMED = "named";

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
    Optional<String> only = run.options().tournament().only();
    if (only.isPresent()) {
      return named(run.definition().parse(only.get()));
    }
    if (!options.judges()) {
      return new UnjudgedSearch(run, figures, cautions).run(progress);
    }
    List<Objective> objectives = figures.objectives(options.objectives());
    List<Found> found = new ArrayList<>();
    List<Findings.Row> front;
    Optional<Pool> pool;
    String end;
    try (Journal<Evaluation> evaluations =
            Journal.open(run.layout().evaluations(options.evaluator()), Evaluation.class);
        SearchJournal journal = SearchJournal.open(run.layout());
        Searches searches = new Searches(run, supernet, figures, evaluations, journal, progress)) {
      SearchResult result = searches.result(options);
      boolean several = objectives.size() > 1;
      best(result, objectives).stream()
          .map(e -> new Found(options.strategy(), result.evaluations().size(), e, several))
          .forEach(found::add);
      pool = pool(result, figures, objectives);
      front = front(result, figures, options.objectives());
      // Of another evaluator nobody knows what it judges on.
      Metric metric = run.definition().task().metrics().get(0);
      if (options.wants(metric.name()) && options.usesSupernet()) {
        cautions.addAll(
            cautions(metric, run.data().validation())
                .map(c -> c.of(result.evaluations()))
                .orElseGet(
                    () ->
                        Cautions.ofSearch(
                            metric, constant(run, run.data().validation()), result.evaluations())));
      }
      cautions.forEach(caution -> progress.note("caution: " + caution));
      end = result.end();
      if (options.compares()) {
        // As many evaluations, also where the strategy has ended before its budget.
        SearchResult beside = searches.result(options.beside(result.evaluations().size()));
        List<Evaluation> first =
            several ? spread(beside.front(objectives), 1) : beside.top(1, objectives.get(0));
        first.stream()
            .map(e -> new Found(SearchOptions.RANDOM, beside.evaluations().size(), e, true))
            .forEach(found::add);
      }
    }
    boolean small = learnsByHeart() && options.usesSupernet() && objectives.size() == 1;
    return new Searched(
        small ? withSmallest(found, supernet, figures) : found, pool, front, cautions, end);
  }

  private Optional<Pool> pool(SearchResult result, Figures figures, List<Objective> objectives) {
    SearchOptions options = run.options().search();
    String first = options.objectives().get(0);
    if (objectives.size() > 1 || !PriorName.isAuto(first) || learnsByHeart()) {
      return Optional.empty();
    }
    List<Evaluation> ranked = result.top(Integer.MAX_VALUE, objectives.get(0));
    return Optional.of(
        new Pool(
            ranked.stream()
                .map(e -> new Found(options.strategy(), result.evaluations().size(), e, false))
                .toList(),
            figures.ranks(first, ranked)));
  }

  /** Nothing is left to be found. */
  private Searched named(Architecture architecture) {
    Found found = new Found(NAMED, 0, new LargestFirst(run).sized(architecture), true);
    return new Searched(List.of(found), Optional.empty(), List.of(), List.of(), "");
  }

  /** What who gives one answer to all of these examples comes to; NaN if that is not known. */
  static double constant(Run run, DataSet examples) {
    return ConstantAnswer.score(run.definition().task(), run.data().train(), examples);
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

  private List<Evaluation> best(SearchResult result, List<Objective> objectives) {
    if (objectives.size() > 1) {
      return spread(result.front(objectives), run.options().top());
    }
    return shortlist(run, result.top(Integer.MAX_VALUE, objectives.get(0)));
  }

  /**
   * Where few examples are soon known by heart, small networks may be the best. A supernet hardly
   * trains what few architectures have, so the smallest enters the tournament whatever it says.
   */
  private List<Found> withSmallest(List<Found> found, TrainedSupernet supernet, Figures figures) {
    Architecture smallest = new LargestFirst(run).spread(figures).get(0).architecture();
    List<Found> entrants = found.stream().filter(f -> !f.toTheEnd()).toList();
    if (entrants.size() < 2 || entrants.stream().anyMatch(f -> f.architecture().equals(smallest))) {
      return found;
    }
    Evaluation judged = supernet.judge(List.of(smallest)).get(0);
    Found last = entrants.get(entrants.size() - 1);
    Found instead = new Found(last.strategy(), last.evaluations(), judged, false);
    return judged.failed() ? found : found.stream().map(f -> f.equals(last) ? instead : f).toList();
  }

  /** Whether trainings alone end as soon as validation examples say so, and not the loss. */
  private boolean learnsByHeart() {
    return run.options().alone().patience() > 0;
  }

  /** The best, without near duplicates, in the same order. */
  static List<Evaluation> shortlist(Run run, List<Evaluation> ranked) {
    Set<Architecture> shortlist =
        Set.copyOf(
            Shortlist.of(
                Lists.transform(ranked, Evaluation::architecture),
                run.options().tournament().shortlist()));
    return ranked.stream().filter(e -> shortlist.contains(e.architecture())).toList();
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
