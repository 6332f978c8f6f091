package io.supernet.search;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The search loop: a strategy proposes, an evaluator judges, until the budget or the time is used
 * up or the strategy ends. It checks that both keep their contracts. Time limit and cancellation
 * also end a strategy that looks at many architectures before it proposes one.
 *
 * @param space what is searched
 * @param strategy starts a fresh one in the space that it is given, which is {@code space} under
 *     watch; closed at the end of the run
 * @param evaluator judges what the strategy proposes
 * @param budget how many architectures are evaluated at most, at least 1
 * @param batch how many the evaluator gets at once at most, at least 1; changes the result only
 *     where strategy and evaluator are asynchronous
 * @param timeLimit after which no batch is begun and nothing more is proposed; what is done again
 *     after an interruption does not count
 * @param objective what is shown as the best so far
 * @param listener hears of every evaluation at once, those that failed too
 * @param history what this search heard before it was interrupted; takes what it hears
 * @since 0.1
 */
@RecordBuilder
public record Search(
    SearchSpace space,
    Function<SearchSpace, SearchStrategy> strategy,
    Evaluator evaluator,
    int budget,
    int batch,
    Duration timeLimit,
    Objective objective,
    Consumer<Evaluation> listener,
    SearchHistory history)
    implements SearchBuilder.With {

  /** A hundred years. */
  public static final Duration NO_TIME_LIMIT = Duration.ofDays(36_500);

  public Search {
    if (budget < 1 || batch < 1) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A search needs a budget and a batch of 1 or more, these are %d and %d.",
              budget, batch));
    }
    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new SupernetException(
          Kind.USAGE, Text.of("A search needs time, its limit is %s.", timeLimit));
    }
  }

  /** A search for accuracy without a time limit. */
  public Search(
      SearchSpace space,
      Function<SearchSpace, SearchStrategy> strategy,
      Evaluator evaluator,
      int budget,
      int batch) {
    this(
        space,
        strategy,
        evaluator,
        budget,
        batch,
        NO_TIME_LIMIT,
        Objective.ACCURACY,
        e -> {},
        SearchHistory.NONE);
  }

  /**
   * Runs the search.
   *
   * @param format how an architecture is shown in the progress
   * @param progress hears of every batch; ends the search by throwing {@link
   *     java.util.concurrent.CancellationException}
   */
  public SearchResult run(Function<Architecture, String> format, Progress progress) {
    return new Searching(this, format, progress).run();
  }
}
