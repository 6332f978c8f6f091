package io.supernet.pipeline;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.run.Journal;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches a trained supernet on validation examples, and does random search beside it for
 * comparison.
 */
final class SearchPhase {

  /** One of the best of a strategy that made some evaluations. */
  record Found(String strategy, int evaluations, Evaluation evaluation) {}

  private final Run run;

  SearchPhase(Run run) {
    this.run = run;
  }

  /** The best of the strategy, best first; then the best of random search, if asked for. */
  List<Found> run(TrainedSupernet supernet, Progress progress) {
    RunOptions options = run.options();
    List<Found> found = new ArrayList<>();
    try (Journal<Evaluation> journal =
        Journal.open(run.resolve("evaluations.jsonl"), Evaluation.class)) {
      JournaledEvaluator journaled = new JournaledEvaluator(supernet, journal);
      found.addAll(search(options.search(), options.top(), journaled, progress));
      if (options.search().baseline()
          && !options.search().strategy().equals(SearchOptions.RANDOM)) {
        found.addAll(search(options.search().by(SearchOptions.RANDOM), 1, journaled, progress));
      }
    }
    return found;
  }

  /** Evaluates listed architectures; those that are known already are not evaluated again. */
  List<Evaluation> evaluate(
      TrainedSupernet supernet, List<Architecture> architectures, Progress progress) {
    List<Architecture> distinct = architectures.stream().distinct().toList();
    Map<Architecture, Evaluation> evaluations = new HashMap<>();
    int parallel = run.options().parallel();
    try (Journal<Evaluation> journal =
        Journal.open(run.resolve("evaluations.jsonl"), Evaluation.class)) {
      JournaledEvaluator journaled = new JournaledEvaluator(supernet, journal);
      progress.begin("evaluate", distinct.size());
      for (List<Architecture> batch : Lists.partition(distinct, parallel)) {
        journaled.evaluate(batch).forEach(e -> evaluations.put(e.architecture(), e));
        progress.advance(evaluations.size(), "with inherited weights");
      }
      progress.end(evaluations.size() + " architectures");
    }
    return architectures.stream().map(evaluations::get).toList();
  }

  private List<Found> search(
      SearchOptions options, int top, JournaledEvaluator evaluator, Progress progress) {
    Search search =
        new Search(
            run.definition().space(),
            options.start(run.definition().space(), run.streams()),
            evaluator,
            options.budget(),
            run.options().parallel());
    SearchResult result = search.run(run.definition()::format, progress);
    return result.top(top).stream()
        .map(e -> new Found(options.strategy(), result.evaluations().size(), e))
        .toList();
  }
}
