package io.supernet.search;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
  private Evaluation best;

  Searching(Search search, Function<Architecture, String> format, Progress progress) {
    this.search = search;
    this.format = format;
    this.progress = progress;
    this.bestFirst = search.objective().bestFirst();
    this.watch = new Watch(search.timeLimit(), () -> advance(", drawing"));
  }

  SearchResult run() {
    String end;
    try (SearchStrategy strategy = search.strategy().apply(search.space().watched(watch))) {
      progress.begin(name(strategy), Math.min(search.budget(), search.stopAfter()));
      end = goOn(strategy);
    }
    String count =
        end.isEmpty()
            ? Text.of("%d evaluated", history.size())
            : Text.of("%d of %d evaluated: %s", history.size(), search.budget(), end);
    progress.end(shown() + ", " + count);
    return new SearchResult(history, end);
  }

  /** Goes on to the end; says why the strategy came to its own, nothing if something ended it. */
  private String goOn(SearchStrategy strategy) {
    try {
      while (history.size() < search.budget()) {
        int start = history.size();
        List<Architecture> proposal = strategy.propose(search.budget() - start);
        check(strategy, proposal);
        if (proposal.isEmpty()) {
          return nothingNew();
        }
        int most = Math.min(proposal.size(), Math.max(0, search.stopAfter() - start));
        for (List<Architecture> part : Lists.partition(proposal.subList(0, most), search.batch())) {
          judge(part);
          if (history.size() >= search.stopAfter() || watch.isUp()) {
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

  private String nothingNew() {
    boolean all = search.space().isListed() && history.size() == search.space().known().size();
    return (all ? "there is no other architecture" : "no other architecture was found")
        + (search.space().isLimited() ? " within the limits" : "");
  }

  private void judge(List<Architecture> architectures) {
    List<Evaluation> made = search.evaluator().evaluate(architectures);
    List<Architecture> judged = made.stream().map(Evaluation::architecture).toList();
    if (!judged.equals(architectures)) {
      throw broken(
          search.evaluator(), "was asked for " + architectures + " and evaluated " + judged);
    }
    history.addAll(made);
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

  private void check(SearchStrategy strategy, List<Architecture> proposal) {
    int most = search.budget() - history.size();
    if (proposal.size() > most) {
      throw broken(strategy, "proposed " + proposal.size() + " of at most " + most);
    }
    for (Architecture architecture : proposal) {
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
  }

  /** Such as {@code "evolution search"}, from the name of the class. */
  private static String name(SearchStrategy strategy) {
    String words = strategy.getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    return words.isEmpty() ? "search" : words.toLowerCase(Locale.ROOT);
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

  /** A mistake in code, not of a user. */
  private static IllegalStateException broken(Object who, String what) {
    return new IllegalStateException(
        Text.of("%s broke its contract: it %s.", who.getClass().getName(), what));
  }
}
