package io.supernet.search;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A space within limits.
 *
 * @param space admits only what keeps all limits
 * @param acceptance share of random architectures that does, 0 to 1
 */
public record Feasible(SearchSpace space, double acceptance) {

  private static final int DRAWS = 2_000;

  /**
   * Narrows a space to what keeps all limits, before anything is evaluated.
   *
   * @throws SupernetException if none of 2,000 random architectures does; it names the nearest
   *     value to each limit that is broken
   */
  public static Feasible of(
      SearchSpace space, List<Constraint> constraints, RandomGenerator random) {
    if (constraints.isEmpty()) {
      return new Feasible(space, 1);
    }
    SearchSpace narrowed = space.where(a -> constraints.stream().allMatch(c -> c.holds(a)));
    List<Architecture> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(space.sample(random));
    }
    long kept = drawn.stream().filter(a -> excess(a, constraints) == 0).count();
    if (kept == 0) {
      throw infeasible(space, constraints, drawn, random);
    }
    return new Feasible(narrowed, (double) kept / DRAWS);
  }

  private static SupernetException infeasible(
      SearchSpace space,
      List<Constraint> constraints,
      List<Architecture> drawn,
      RandomGenerator random) {
    Comparator<Architecture> nearestFirst = Comparator.comparing(a -> excess(a, constraints));
    Architecture drawnNearest = drawn.stream().min(nearestFirst).orElseThrow();
    Architecture descended = descend(space, constraints, drawnNearest, random);
    boolean rare = excess(descended, constraints) == 0;
    Architecture nearest = rare ? drawnNearest : descended;
    String broken =
        constraints.stream()
            .filter(c -> !c.holds(nearest))
            .map(c -> text(c.name(), c.cost().applyAsDouble(nearest), c.most()))
            .collect(Collectors.joining(" and "));
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "In space '%s' %s keeps the limits; the nearest that was found has %s, so raise the limit to that.",
            space.name(), rare ? "none of 2,000 random architectures" : "no architecture", broken));
  }

  private static String text(String name, double value, double most) {
    return Text.of("%s %s where at most %s is allowed", name, round(value), round(most));
  }

  /** Whole numbers as they are, others with three decimals, upwards. */
  private static String round(double value) {
    return value == Math.rint(value)
        ? Text.of("%.0f", value)
        : Text.of("%.3f", Math.ceil(value * 1000) / 1000);
  }

  /** Goes to the neighbour that is nearest to the limits as long as that is an improvement. */
  private static Architecture descend(
      SearchSpace space, List<Constraint> constraints, Architecture start, RandomGenerator random) {
    Breeding breeding = new Breeding(space, 0, random);
    Architecture here = start;
    while (true) {
      double old = excess(here, constraints);
      Architecture next =
          breeding.neighbours(here).stream()
              .filter(space::admits)
              .min(Comparator.comparing(a -> excess(a, constraints)))
              .orElse(here);
      if (excess(next, constraints) >= old) {
        return here;
      }
      here = next;
    }
  }

  private static double excess(Architecture architecture, List<Constraint> constraints) {
    return constraints.stream().mapToDouble(c -> c.excess(architecture)).sum();
  }
}
