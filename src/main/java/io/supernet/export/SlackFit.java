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

  /** Latencies within this share of the longest that fits count as one. */
  private static final double NEAR = 0.2;

  /**
   * A size and a number of requests, with the milliseconds that they took.
   *
   * @param rank of the size, 0 for the smallest
   */
  record Profiled(int rank, String size, int batch, double millis) {}

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
    // A batch that the waiting requests do not fill only takes longer.
    int largest =
        profile.stream()
            .mapToInt(Profiled::batch)
            .filter(batch -> batch >= waiting)
            .min()
            .orElse(Integer.MAX_VALUE);
    List<Profiled> useful = profile.stream().filter(p -> p.batch() <= largest).toList();
    double millis = slack.toNanos() / 1e6;
    double longest =
        useful.stream().mapToDouble(Profiled::millis).filter(m -> m <= millis).max().orElse(-1);
    Profiled best =
        useful.stream()
            .filter(p -> p.millis() <= longest && p.millis() >= (1 - NEAR) * longest)
            .max(Comparator.comparingInt(Profiled::batch).thenComparingInt(Profiled::rank))
            .orElseGet(
                () ->
                    useful.stream()
                        .max(
                            Comparator.comparingDouble(
                                p -> Math.min(p.batch(), waiting) / p.millis()))
                        .orElseThrow());
    return new Choice(best.size(), Math.min(best.batch(), waiting));
  }
}
