package io.supernet.pipeline;

import com.google.common.base.Suppliers;
import io.supernet.Fingerprint;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.controller.Controller;
import io.supernet.evaluate.AsynchronousEvaluator;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.extension.UserCode;
import io.supernet.run.Figures;
import io.supernet.run.JournaledSearch;
import io.supernet.run.Run;
import io.supernet.run.SamplingOptions;
import io.supernet.run.SearchJournal;
import io.supernet.run.SearchLimits;
import io.supernet.run.SearchOptions;
import io.supernet.search.Capability;
import io.supernet.search.Feasible;
import io.supernet.search.Search;
import io.supernet.search.SearchResult;
import io.supernet.search.SearchStatus;
import io.supernet.search.SearchStrategy;
import io.supernet.search.Watch;
import io.supernet.space.SearchSpace;
import io.supernet.storage.Journal;
import io.supernet.text.Json;
import io.supernet.train.EventProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The searches of a run. What one that came to its end has found is read from the journals; others
 * begin, or go on.
 */
final class Searches implements AutoCloseable {

  private final Run run;
  private final TrainedSupernet supernet;
  private final List<Objective> objectives;
  private final Progress progress;
  private final Journal<Evaluation> evaluations;
  private final SearchJournal searches;

  /** Begins when a search needs it. */
  private final Supplier<Evaluator> evaluator;

  private final PriorScoring prior;

  private Optional<Evaluator> ofUser = Optional.empty();

  /** Looks at thousands of architectures where there are limits; the same for all searches. */
  private final Supplier<SearchSpace> space;

  /**
   * Of a run.
   *
   * @param evaluations its journal of evaluations by who judges in its search, open
   * @param searches its journal of searches, open
   */
  Searches(
      Run run,
      TrainedSupernet supernet,
      Figures figures,
      Journal<Evaluation> evaluations,
      SearchJournal searches,
      Progress progress) {
    this.run = run;
    this.supernet = supernet;
    this.objectives = figures.objectives(run.options().search().objectives());
    this.progress = progress;
    this.evaluations = evaluations;
    this.searches = searches;
    this.evaluator = Suppliers.memoize(this::evaluator);
    this.prior = new PriorScoring(run, figures, progress);
    this.space = Suppliers.memoize(() -> space(figures));
  }

  /** What a search finds, at least one architecture that can be judged. */
  SearchResult result(SearchOptions options) {
    prior.prepare(asked -> evaluator.get().evaluate(asked));
    return searches
        .find(options)
        .flatMap(search -> search.result(Evaluation.lastOfEach(evaluations.records())))
        .map(result -> told(options, result))
        .orElseGet(() -> search(options));
  }

  private SearchResult told(SearchOptions options, SearchResult result) {
    progress.begin(options.strategy(), result.evaluations().size());
    progress.end(Text.of("%,d evaluated before", result.evaluations().size()));
    return result;
  }

  private SearchResult search(SearchOptions options) {
    JournaledSearch journaled = searches.resume(options, run.atOnce(), run.definition()::format);
    Search search =
        new Search(
                space.get(),
                watched -> start(options, watched),
                evaluator.get(),
                options.budget(),
                journaled.batch())
            .withObjective(objectives.get(0))
            .withHistory(journaled);
    if (options.timeLimitSeconds() > 0) {
      // Random search, if it follows, takes as long.
      double seconds = options.timeLimitSeconds() / (options.compares() ? 2.0 : 1.0);
      search = search.withTimeLimit(Duration.ofMillis(Math.round(1000 * seconds)));
    }
    SearchResult result = run(search, options);
    result.refuseIfNothing(options.strategy());
    journaled.end(result);
    return result;
  }

  /** Tells searches of one strategy apart. */
  private static String key(SearchOptions options) {
    return Fingerprint.of("search", 1)
        .with("options", Json.LINE.toJson(options))
        .hex()
        .substring(0, 6);
  }

  private SearchResult run(Search search, SearchOptions options) {
    try (EventProgress told =
        new EventProgress(
            progress,
            run.layout().tensorboard().resolve("search-" + options.strategy() + "-" + key(options)),
            run.options().threads(),
            status ->
                status instanceof SearchStatus searching
                    ? searching.best().map(Searches::figures).orElse(Map.of())
                    : Map.of())) {
      return search.run(run.definition()::format, told);
    }
  }

  private static Map<String, Double> figures(Evaluation best) {
    Map<String, Double> figures = new LinkedHashMap<>();
    best.metrics().forEach((name, figure) -> figures.put("best/" + name, figure));
    return figures;
  }

  private Evaluator evaluator() {
    String name = run.options().search().evaluator();
    if (name.equals(SearchOptions.SUPERNET)) {
      return supernet.journaled(evaluations);
    }
    Evaluator own = run.extensions().evaluator(name, run.definition(), run.data());
    ofUser = Optional.of(own);
    return own instanceof AsynchronousEvaluator asynchronous
        ? new JournaledAsynchronousEvaluator(asynchronous, evaluations)
        : JournaledEvaluator.tolerant(() -> {}, own, evaluations);
  }

  private SearchStrategy start(SearchOptions options, SearchSpace watched) {
    SearchStrategy strategy =
        options.start(watched, objectives, run.streams(), this::controller, run.extensions());
    if (objectives.size() > 1 && options.equals(run.options().search())) {
      Set<Capability> capabilities = strategy.capabilities();
      if (!capabilities.contains(Capability.SEVERAL_OBJECTIVES)) {
        progress.note(
            Text.of(
                "strategy %s follows %s; the Pareto front is that of what it evaluates",
                options.strategy(),
                capabilities.contains(Capability.NEEDS_FEEDBACK)
                    ? "the first objective alone, " + objectives.get(0).name()
                    : "no objective"));
      }
    }
    return strategy;
  }

  private SearchSpace space(Figures figures) {
    SearchOptions options = run.options().search();
    if (options.limits().isEmpty()) {
      return SearchLimits.narrow(
              run.definition().distinct(), figures, options, run.streams(), run.extensions())
          .space();
    }
    progress.begin("limits", 1);
    Watch watch = new Watch(() -> progress.advance(0, "looking at architectures"));
    Feasible feasible =
        SearchLimits.narrow(
            run.definition().distinct().watched(watch),
            figures,
            options,
            run.streams(),
            run.extensions());
    progress.end(feasible.text());
    return feasible.space().watched(() -> {});
  }

  /** Closes the user's evaluator, if it is to be closed. */
  @Override
  public void close() {
    if (ofUser.orElse(null) instanceof AutoCloseable closeable) {
      UserCode.call(
          closeable.getClass(),
          () -> {
            closeable.close();
            return closeable;
          });
    }
  }

  private Controller controller() {
    return SamplingOptions.controller(run.definition().space(), supernet.train().path());
  }
}
