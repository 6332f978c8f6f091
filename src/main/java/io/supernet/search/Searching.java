package io.supernet.search;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationContract;
import io.supernet.evaluate.Evaluator;
import io.supernet.extension.UserCode;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a search. */
final class Searching {

  private final Search search;
  private final Function<Architecture, String> format;
  private final Progress progress;
  private final Watch watch;
  private final Comparator<Evaluation> bestFirst;
  private final List<Evaluation> history = new ArrayList<>();
  private final Set<Architecture> proposed = new HashSet<>();

  /** The best so far that did not fail; null before there is one. */
  private @Nullable Evaluation best;

  Searching(Search search, Function<Architecture, String> format, Progress progress) {
    this.search = search;
    this.format = format;
    this.progress = progress;
    this.bestFirst = search.objective().bestFirst();
    this.watch = new Watch(search.timeLimit(), () -> advance(", drawing"));
  }

  SearchResult run() {
    if (search.history().past(1).isPresent()) {
      watch.hold();
    }
    String end;
    try (SearchStrategy strategy = search.strategy().apply(search.space().watched(watch))) {
      progress.begin(name(strategy), search.budget());
      end =
          strategy.capabilities().contains(Capability.ASYNCHRONOUS)
              ? outOfOrder(strategy)
              : inOrder(strategy);
    }
    String count =
        end.isEmpty()
            ? Text.of("%d evaluated", history.size())
            : Text.of("%d of %d evaluated: %s", history.size(), search.budget(), end);
    progress.end(shown() + ", " + count);
    return new SearchResult(history, end);
  }

  /** Goes on to the end; says why the strategy came to its own, nothing if something ended it. */
  private String inOrder(SearchStrategy strategy) {
    try {
      while (history.size() < search.budget()) {
        int start = history.size();
        List<Architecture> proposal = proposal(strategy, search.budget() - start);
        if (proposal.isEmpty()) {
          return nothingNew();
        }
        for (List<Architecture> part : Lists.partition(proposal, search.batch())) {
          boolean again = search.history().past(history.size() + part.size()).isPresent();
          judge(part);
          if (!again && watch.isUp()) {
            return "";
          }
        }
        strategy.observe(List.copyOf(history.subList(start, history.size())));
      }
    } catch (Watch.TimeUp e) {
      return "";
    }
    return "";
  }

  /** The same, where the strategy hears of what is finished first, and proposes meanwhile. */
  private String outOfOrder(SearchStrategy strategy) {
    boolean timeIsUp = false;
    try (Outstanding open = new Outstanding(search.evaluator(), () -> advance(", waiting"))) {
      while (true) {
        try {
          boolean more = !timeIsUp;
          while (more && Math.min(search.batch(), left()) > open.size()) {
            List<Architecture> proposal =
                proposal(strategy, Math.min(search.batch(), left()) - open.size());
            open.ask(proposal);
            more = !proposal.isEmpty();
          }
        } catch (Watch.TimeUp e) {
          timeIsUp = true;
        }
        if (open.size() == 0) {
          return timeIsUp || left() == 0 ? "" : nothingNew();
        }
        int number = history.size() + 1;
        Optional<Architecture> past = search.history().past(number);
        if (past.isPresent() && !open.asked().contains(past.get())) {
          throw search.history().differs(number, open.asked().get(0));
        }
        List<Evaluation> next = List.of(past.map(open::take).orElseGet(open::take));
        hear(next);
        strategy.observe(next);
        timeIsUp |= past.isEmpty() && watch.isUp();
      }
    }
  }

  private int left() {
    return search.budget() - history.size();
  }

  private String nothingNew() {
    boolean all = search.space().isListed() && history.size() == search.space().known().size();
    return (all ? "there is no other architecture" : "no other architecture was found")
        + (search.space().isLimited() ? " within the limits" : "");
  }

  private void judge(List<Architecture> architectures) {
    for (int i = 0; i < architectures.size(); i++) {
      int number = history.size() + i + 1;
      Architecture asked = architectures.get(i);
      if (search.history().past(number).filter(past -> !past.equals(asked)).isPresent()) {
        throw search.history().differs(number, asked);
      }
    }
    Evaluator evaluator = search.evaluator();
    hear(EvaluationContract.checked(evaluator, architectures, evaluator.evaluate(architectures)));
  }

  private void hear(List<Evaluation> made) {
    search.history().hear(made);
    history.addAll(made);
    if (search.history().past(history.size() + 1).isEmpty()) {
      watch.letGo();
    }
    for (Evaluation evaluation : made) {
      search.listener().accept(evaluation);
      boolean better = best == null || bestFirst.compare(evaluation, best) < 0;
      best = !evaluation.failed() && better ? evaluation : best;
    }
    advance("");
  }

  private void advance(String more) {
    progress.advance(history.size(), new SearchStatus(Optional.ofNullable(best), shown() + more));
  }

  private List<Architecture> proposal(SearchStrategy strategy, int most) {
    List<Architecture> proposal = strategy.propose(most);
    if (proposal.size() > most) {
      throw broken(strategy, "proposed " + proposal.size() + " of at most " + most);
    }
    for (Architecture architecture : proposal) {
      if (architecture == null) {
        throw broken(strategy, "proposed null");
      }
      if (!search.space().canonical(architecture).equals(architecture)) {
        throw broken(strategy, "proposed " + architecture + ", which is not canonical");
      }
      if (!search.space().admits(architecture)) {
        throw broken(strategy, "proposed " + architecture + ", which is not admitted");
      }
      if (!proposed.add(architecture)) {
        throw broken(strategy, "proposed " + architecture + " twice");
      }
    }
    return proposal;
  }

  /** Such as {@code "evolution search"}, from the name of the class. */
  private static String name(SearchStrategy strategy) {
    String words =
        UserCode.name(strategy)
            .replaceFirst(".*[.$]", "")
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    return words.matches("\\p{L}.*") ? words.toLowerCase(Locale.ROOT) : "search";
  }

  private String shown() {
    if (best == null) {
      return "nothing found";
    }
    double figure = search.objective().figure().applyAsDouble(best);
    String number = Text.of(figure < 1000 ? "%.4f" : "%.0f", figure);
    return Text.of(
        "best %s %s %s", search.objective().name(), number, format.apply(best.architecture()));
  }

  /** A mistake in the code of whoever wrote it. */
  private static SupernetException broken(Object who, String what) {
    return new SupernetException(
        Kind.USAGE, Text.of("%s broke its contract: it %s.", UserCode.name(who), what));
  }
}
