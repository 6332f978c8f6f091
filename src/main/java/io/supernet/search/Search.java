package io.supernet.search;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The search loop: a strategy proposes, an evaluator judges, until the budget is used or the
 * strategy ends. It checks that both keep their contracts.
 *
 * @param space what is searched
 * @param strategy a fresh one: it is used up by one run
 * @param evaluator judges what the strategy proposes
 * @param budget how many architectures are evaluated at most, at least 1
 * @param batch how many the evaluator gets at once at most, at least 1; does not change the result
 */
public record Search(
    SearchSpace space, SearchStrategy strategy, Evaluator evaluator, int budget, int batch) {

  public Search {
    if (budget < 1 || batch < 1) {
      throw new SupernetException(
          Kind.USAGE,
          "A search needs a budget and a batch of 1 or more, these are %d and %d."
              .formatted(budget, batch));
    }
  }

  /**
   * Runs the search.
   *
   * @param format how an architecture is shown in the progress
   * @param progress hears of every batch; ends the search by throwing {@link
   *     java.util.concurrent.CancellationException}
   */
  public SearchResult run(Function<Architecture, String> format, Progress progress) {
    progress.begin(name(), budget);
    List<Evaluation> history = new ArrayList<>();
    Set<Architecture> proposed = new HashSet<>();
    String best = "nothing found";
    while (history.size() < budget) {
      int start = history.size();
      List<Architecture> proposal = strategy.propose(budget - start);
      if (proposal.isEmpty()) {
        break;
      }
      check(proposal, budget - start, proposed);
      for (List<Architecture> part : Lists.partition(proposal, batch)) {
        history.addAll(evaluate(part));
        best = best(history, format);
        progress.advance(history.size(), best);
      }
      strategy.observe(List.copyOf(history.subList(start, history.size())));
    }
    progress.end("%s, %d evaluated".formatted(best, history.size()));
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

  private static String best(List<Evaluation> history, Function<Architecture, String> format) {
    Evaluation best = Collections.min(history, Evaluation.bestFirst());
    return String.format(
        Locale.ROOT, "best %.4f %s", best.accuracy(), format.apply(best.architecture()));
  }

  /** A mistake in code, not of a user. */
  private static IllegalStateException broken(Object who, String what) {
    return new IllegalStateException(
        "%s broke its contract: it %s.".formatted(who.getClass().getName(), what));
  }
}
