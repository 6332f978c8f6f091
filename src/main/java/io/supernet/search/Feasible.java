package io.supernet.search;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A space within limits.
 *
 * @param space admits only what keeps all limits; lists it if every architecture was looked at,
 *     else it is told of what was found where that is rare
 * @param kept how many of those looked at keep them
 * @param of how many were looked at: all in a space that can be listed, else 2,000 random ones
 */
@API(status = INTERNAL)
public record Feasible(SearchSpace space, int kept, int of) {

  private static final int DRAWS = 2_000;

  /** Looks at neighbors of what keeps the limits, to see whether there is much more of it. */
  private static final int LOOKS = 3_000;

  /**
   * Narrows a space to what keeps all limits, before anything is evaluated.
   *
   * @throws SupernetException if nothing does, as far as is found; it names the nearest value to
   *     each limit that is broken
   */
  public static Feasible of(
      SearchSpace space, List<Constraint> constraints, RandomGenerator random) {
    if (constraints.isEmpty()) {
      return new Feasible(space, 1, 1);
    }
    return space
        .list()
        .filter(all -> !all.isEmpty())
        .map(all -> listed(space, constraints, all))
        .orElseGet(() -> drawn(space, constraints, random));
  }

  private static Feasible listed(
      SearchSpace space, List<Constraint> constraints, List<Architecture> all) {
    List<Architecture> kept = all.stream().filter(keeps(constraints)).toList();
    if (kept.isEmpty()) {
      throw infeasible(space, constraints, nearest(all, constraints), "no architecture keeps");
    }
    return new Feasible(space.where(keeps(constraints)).among(kept), kept.size(), all.size());
  }

  private static Feasible drawn(
      SearchSpace space, List<Constraint> constraints, RandomGenerator random) {
    List<Architecture> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(space.sample(random));
    }
    SearchSpace narrowed = space.where(keeps(constraints));
    int kept = (int) drawn.stream().filter(keeps(constraints)).count();
    if (kept > 0) {
      return new Feasible(narrowed, kept, DRAWS);
    }
    Breeding breeding = new Breeding(space, 0, random);
    Architecture nearest = descend(space, constraints, nearest(drawn, constraints), breeding);
    if (excess(nearest, constraints) > 0) {
      throw infeasible(space, constraints, nearest, "no architecture was found that keeps");
    }
    Queue<Architecture> open = new ArrayDeque<>(List.of(nearest));
    Set<Architecture> found = new LinkedHashSet<>(open);
    int looks = 0;
    while (!open.isEmpty() && looks < LOOKS) {
      List<Architecture> around = breeding.neighbors(open.remove());
      looks += around.size();
      around.stream().filter(narrowed::admits).filter(found::add).forEach(open::add);
    }
    // What a change wakes is drawn and there may be islands, so there may be others in any case.
    return new Feasible(narrowed.around(found), kept, DRAWS);
  }

  /** The share of the space that keeps the limits, 0 to 1; an estimate if not all is looked at. */
  public double acceptance() {
    return (double) kept / of;
  }

  /** How much keeps the limits, in words. */
  public String text() {
    if (kept > 0 && space.isListed()) {
      return Text.of("%,d of %,d architectures keep them", kept, of);
    }
    if (kept > 0) {
      return Text.of("%.2f %% of random architectures keep them", 100 * acceptance());
    }
    return Text.of(
        "none of %,d random architectures keeps them; %,d that do were found",
        of, space.known().size());
  }

  private static SupernetException infeasible(
      SearchSpace space, List<Constraint> constraints, Architecture nearest, String nothing) {
    String broken =
        constraints.stream()
            .filter(c -> !c.holds(nearest))
            .map(c -> text(c.name(), c.cost().applyAsDouble(nearest), c.most()))
            .collect(Collectors.joining(" and "));
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "In space '%s' %s the limits; the nearest that was found has %s, so raise the limit to that.",
            space.name(), nothing, broken));
  }

  private static String text(String name, double value, double most) {
    return Text.of("%s %s where at most %s is allowed", name, round(value), round(most));
  }

  /** Whole numbers as they are, others with three decimals, upward. */
  private static String round(double value) {
    return value == Math.rint(value)
        ? Text.of("%.0f", value)
        : Text.of("%.3f", Math.ceil(value * 1000) / 1000);
  }

  /** Goes to the neighbor that is nearest to the limits until it keeps them or none is nearer. */
  private static Architecture descend(
      SearchSpace space, List<Constraint> constraints, Architecture start, Breeding breeding) {
    Architecture here = start;
    while (excess(here, constraints) > 0) {
      List<Architecture> around = breeding.neighbors(here).stream().filter(space::admits).toList();
      Architecture next = around.isEmpty() ? here : nearest(around, constraints);
      if (excess(next, constraints) >= excess(here, constraints)) {
        return here;
      }
      here = next;
    }
    return here;
  }

  private static Architecture nearest(List<Architecture> some, List<Constraint> constraints) {
    return some.stream().min(Comparator.comparingDouble(a -> excess(a, constraints))).orElseThrow();
  }

  private static Predicate<Architecture> keeps(List<Constraint> constraints) {
    return architecture -> constraints.stream().allMatch(c -> c.holds(architecture));
  }

  private static double excess(Architecture architecture, List<Constraint> constraints) {
    return constraints.stream().mapToDouble(c -> c.excess(architecture)).sum();
  }
}
