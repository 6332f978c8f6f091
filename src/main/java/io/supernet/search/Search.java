package io.supernet.search;

import com.google.common.base.Stopwatch;
import com.google.common.collect.Lists;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The search loop: a strategy proposes, an evaluator judges, until the budget or the time is used
 * up or the strategy ends. It checks that both keep their contracts.
 *
 * @param space what is searched
 * @param strategy a fresh one: it is used up by one run
 * @param evaluator judges what the strategy proposes
 * @param budget how many architectures are evaluated at most, at least 1
 * @param batch how many the evaluator gets at once at most, at least 1; does not change the result
 * @param timeLimit after which no batch is begun
 * @param stopAfter evaluations after which no batch is begun, though the strategy plans with the
 *     whole budget: what a time limit has ended is repeated so
 * @param objective what is shown as the best so far
 * @param listener hears of every evaluation at once, those that failed too
 */
public record Search(
    SearchSpace space,
    SearchStrategy strategy,
    Evaluator evaluator,
    int budget,
    int batch,
    Duration timeLimit,
    int stopAfter,
    Objective objective,
    Consumer<Evaluation> listener) {

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
      SearchSpace space, SearchStrategy strategy, Evaluator evaluator, int budget, int batch) {
    this(
        space,
        strategy,
        evaluator,
        budget,
        batch,
        NO_TIME_LIMIT,
        budget,
        Objective.ACCURACY,
        e -> {});
  }

  /** The same search with a time limit. */
  public Search within(Duration limit) {
    return with(limit, stopAfter, objective, listener);
  }

  /** The same search with a listener. */
  public Search hearing(Consumer<Evaluation> other) {
    return with(timeLimit, stopAfter, objective, other);
  }

  /** The same search, which shows the best in another objective. */
  public Search showing(Objective other) {
    return with(timeLimit, stopAfter, other, listener);
  }

  /** The same search, which ends after so many evaluations; its budget stays. */
  public Search until(int evaluations) {
    return with(timeLimit, evaluations, objective, listener);
  }

  private Search with(Duration limit, int stop, Objective shown, Consumer<Evaluation> heard) {
    return new Search(space, strategy, evaluator, budget, batch, limit, stop, shown, heard);
  }

  /**
   * Runs the search.
   *
   * @param format how an architecture is shown in the progress
   * @param progress hears of every batch; ends the search by throwing {@link
   *     java.util.concurrent.CancellationException}
   */
  public SearchResult run(Function<Architecture, String> format, Progress progress) {
    progress.begin(name(), Math.min(budget, stopAfter));
    Stopwatch time = Stopwatch.createStarted();
    List<Evaluation> history = new ArrayList<>();
    Set<Architecture> proposed = new HashSet<>();
    boolean goOn = true;
    while (goOn && history.size() < budget) {
      int start = history.size();
      List<Architecture> proposal = strategy.propose(budget - start);
      check(proposal, budget - start, proposed);
      goOn = !proposal.isEmpty();
      int most = Math.min(proposal.size(), Math.max(0, stopAfter - start));
      for (List<Architecture> part : Lists.partition(proposal.subList(0, most), batch)) {
        if (goOn) {
          List<Evaluation> made = evaluate(part);
          history.addAll(made);
          made.forEach(listener);
          progress.advance(history.size(), best(history, format));
          goOn = history.size() < stopAfter && time.elapsed().compareTo(timeLimit) < 0;
        }
      }
      if (goOn) {
        strategy.observe(List.copyOf(history.subList(start, history.size())));
      }
    }
    progress.end(Text.of("%s, %d evaluated", best(history, format), history.size()));
    return new SearchResult(history);
  }

  /** Such as {@code "evolution search"}, from the name of the class. */
  private String name() {
    String words = strategy.getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    return words.isEmpty() ? "search" : words.toLowerCase(Locale.ROOT);
  }

  private void check(List<Architecture> proposal, int most, Set<Architecture> proposed) {
    if (proposal.size() > most) {
      throw broken(strategy, "proposed " + proposal.size() + " of at most " + most);
    }
    for (Architecture architecture : proposal) {
      if (!space.canonical(architecture).equals(architecture)) {
        throw broken(strategy, "proposed " + architecture + ", which is not canonical");
      }
      if (!space.admits(architecture)) {
        throw broken(strategy, "proposed " + architecture + ", which is not admitted");
      }
      if (!proposed.add(architecture)) {
        throw broken(strategy, "proposed " + architecture + " twice");
      }
    }
  }

  private List<Evaluation> evaluate(List<Architecture> architectures) {
    List<Evaluation> evaluations = evaluator.evaluate(architectures);
    List<Architecture> judged = evaluations.stream().map(Evaluation::architecture).toList();
    if (!judged.equals(architectures)) {
      throw broken(evaluator, "was asked for " + architectures + " and evaluated " + judged);
    }
    return evaluations;
  }

  private String best(List<Evaluation> history, Function<Architecture, String> format) {
    return history.stream()
        .filter(e -> !e.failed())
        .min(objective.bestFirst())
        .map(e -> shown(e, format))
        .orElse("nothing found");
  }

  private String shown(Evaluation best, Function<Architecture, String> format) {
    double figure = objective.figure().applyAsDouble(best);
    String number = Text.of(figure < 1000 ? "%.4f" : "%.0f", figure);
    return Text.of("best %s %s %s", objective.name(), number, format.apply(best.architecture()));
  }

  /** A mistake in code, not of a user. */
  private static IllegalStateException broken(Object who, String what) {
    return new IllegalStateException(
        Text.of("%s broke its contract: it %s.", who.getClass().getName(), what));
  }
}
