package io.supernet.tournament;

import com.google.common.collect.ImmutableList;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far a tournament trains how many: each rung has fewer entrants than the one before, and more
 * epochs.
 *
 * @param list the rungs, the shortest first
 */
public record Rungs(List<Rung> list) {

  private static final int FIRST = 16;

  /**
   * A comparison after so many epochs.
   *
   * @param entrants how many are trained so far, at least 1
   * @param epochs that each of them then has behind it, at least 1
   */
  public record Rung(int entrants, int epochs) {
    public Rung {
      Bounds.check(entrants >= 1, "number of entrants", entrants, "1 or more");
      Bounds.check(epochs >= 1, "number of epochs", epochs, "1 or more");
    }
  }

  public Rungs {
    list = ImmutableList.copyOf(list);
    Bounds.check(!list.isEmpty(), "number of rungs", 0, "1 or more");
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i).entrants() > list.get(i - 1).entrants()
          || list.get(i).epochs() <= list.get(i - 1).epochs()) {
        throw new IllegalArgumentException("A rung has fewer entrants and more epochs: " + list);
      }
    }
  }

  /**
   * Successive halving: after the first rung the better half goes on to twice the epochs, and so
   * on; the winners are trained to the end.
   *
   * @param entrants how many begin
   * @param winners how many are trained to the end, at least 1; no more than the entrants
   * @param first epochs of the first rung, at least 1
   * @param epochs of a whole training, at least 1
   */
  public static Rungs halving(int entrants, int winners, int first, int epochs) {
    if (winners > entrants) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A tournament of %d architectures cannot have %d winners; let more enter, or train fewer to the end.",
              entrants, winners));
    }
    List<Rung> rungs = new ArrayList<>();
    int left = entrants;
    for (long now = first; now < epochs && left > winners; now *= 2) {
      rungs.add(new Rung(left, (int) now));
      left = Math.max(winners, (left + 1) / 2);
    }
    rungs.add(new Rung(rungs.isEmpty() ? entrants : winners, epochs));
    return new Rungs(rungs);
  }

  /**
   * Halving whose first rung is a sixteenth of a whole training. Where a whole one is as short as
   * that, only the winners enter: there is nothing to compare before.
   *
   * @param shortlist how many can enter, at least 1
   * @param top how many are trained to the end; all that enter, if there are fewer
   * @param epochs of a whole training
   */
  public static Rungs tournament(int shortlist, int top, int epochs) {
    int winners = Math.min(top, shortlist);
    int first = Math.max(1, epochs / FIRST);
    return halving(first < epochs ? shortlist : winners, winners, first, epochs);
  }

  /** The rounds in words: how many are trained for how many epochs. */
  public String text() {
    return "tournament: "
        + list.stream()
            .map(rung -> Text.of("%d for %d", rung.entrants(), rung.epochs()))
            .collect(Collectors.joining(", "))
        + Text.of(" epochs; %,d in all", totalEpochs());
  }

  /** How many enter. */
  public int entrants() {
    return list.get(0).entrants();
  }

  /** How many are trained to the end. */
  public int winners() {
    return list.get(list.size() - 1).entrants();
  }

  /** The epochs of a whole training. */
  public int epochs() {
    return list.get(list.size() - 1).epochs();
  }

  /** The epochs of all trainings together; a training goes on where it was. */
  public long totalEpochs() {
    long total = 0;
    int before = 0;
    for (Rung rung : list) {
      total += (long) rung.entrants() * (rung.epochs() - before);
      before = rung.epochs();
    }
    return total;
  }
}
