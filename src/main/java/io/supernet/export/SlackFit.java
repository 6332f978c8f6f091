package io.supernet.export;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.export.Family.Member;
import io.supernet.export.SizePolicy.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses by slack, see {@link SizePolicy#bySlack}. */
record SlackFit(List<Profiled> profile) {

  /**
   * A size and a number of requests, with the milliseconds that they took.
   *
   * @param rank of the size, 0 for the smallest
   */
  record Profiled(int rank, String size, int batch, double millis) {

    /** How long so many requests take, batch after batch. */
    double millis(int waiting) {
      return Math.ceil((double) waiting / batch) * millis;
    }
  }

  SlackFit {
    profile = ImmutableList.copyOf(profile);
  }

  static SlackFit of(Family family) {
    List<Profiled> profile = new ArrayList<>();
    for (Member member : family.members()) {
      int rank = family.members().indexOf(member);
      member
          .latencyMillis()
          .forEach(
              (batch, millis) -> profile.add(new Profiled(rank, member.name(), batch, millis)));
    }
    if (profile.isEmpty()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The family of '%s' says no latencies; 'supernet family' measures them.",
              family.space()));
    }
    return new SlackFit(profile);
  }

  Choice choose(int waiting, Duration slack) {
    double millis = slack.toNanos() / 1e6;
    Comparator<Profiled> fastest =
        Comparator.<Profiled>comparingDouble(p -> -p.millis(waiting))
            .thenComparingInt(Profiled::batch);
    Profiled best =
        profile.stream()
            .filter(p -> p.millis(waiting) <= millis)
            .max(Comparator.comparingInt(Profiled::rank).thenComparing(fastest))
            .orElseGet(() -> profile.stream().max(fastest).orElseThrow());
    return new Choice(best.size(), Math.min(best.batch(), waiting));
  }
}
