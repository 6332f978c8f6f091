package io.supernet.cost;

import com.google.common.collect.ImmutableSet;
import io.supernet.space.Architecture;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The smallest and the largest connected architecture of a space: by multiply-adds, then by
 * parameters, then the one whose choices come first in the order of options.
 *
 * <p>Coordinate descent: one decision after another takes its best option, and the decisions that
 * are nested in it take theirs, until nothing improves; from a few fixed starts. Exact where the
 * costs of decisions add up, no more than three levels are nested and every option leaves the
 * output connected; otherwise it may miss an architecture that only several changes at once would
 * reach. Takes a few times as many costs as the space has options.
 */
public final class Extremes {

  /** Starts in which all decisions take the same option. */
  private static final int EVEN_STARTS = 2;

  /** Levels of nested decisions that are chosen together with an outer one. */
  private static final int DEEPEST = 3;

  private final SearchSpace space;
  private final Function<Architecture, Cost> cost;
  private final Map<Architecture, Cost> known = new HashMap<>();
  private final List<Set<Integer>> nested;

  /**
   * The extremes of a space.
   *
   * @param cost of a canonical architecture
   */
  public Extremes(SearchSpace space, Function<Architecture, Cost> cost) {
    this.space = space;
    this.cost = cost;
    this.nested = new ArrayList<>();
    for (int i = 0; i < space.decisions().size(); i++) {
      nested.add(nestedIn(i));
    }
  }

  /** The smallest connected architecture. */
  public Architecture smallest() {
    return best(Comparator.comparing(this::cost, bySize()));
  }

  /** The largest connected architecture. */
  public Architecture largest() {
    return best(Comparator.comparing(this::cost, bySize().reversed()));
  }

  private static Comparator<Cost> bySize() {
    return Comparator.comparingLong(Cost::macs).thenComparingLong(Cost::parameters);
  }

  private Cost cost(Architecture architecture) {
    return known.computeIfAbsent(architecture, cost);
  }

  private Architecture best(Comparator<Architecture> bySize) {
    Comparator<Architecture> order = bySize.thenComparing(Extremes::compareChoices);
    return starts().stream().map(start -> descend(start, order)).min(order).orElseThrow();
  }

  private static int compareChoices(Architecture a, Architecture b) {
    int i = 0;
    while (i < a.length() - 1 && a.choice(i) == b.choice(i)) {
      i++;
    }
    return a.length() == 0 ? 0 : Integer.compare(a.choice(i), b.choice(i));
  }

  private Set<Architecture> starts() {
    Set<Architecture> starts = new LinkedHashSet<>();
    for (int option = 0; option < EVEN_STARTS; option++) {
      int same = option;
      int[] choices =
          space.decisions().stream()
              .mapToInt(d -> Math.min(same, d.options().size() - 1))
              .toArray();
      starts.add(space.canonical(Architecture.of(choices)));
    }
    starts.removeIf(start -> !space.connected(start));
    starts.add(space.sample(new SplittableRandom(1)));
    return starts;
  }

  private Architecture descend(Architecture start, Comparator<Architecture> order) {
    Architecture best = start;
    Architecture before;
    do {
      before = best;
      for (int decision = 0; decision < best.length(); decision++) {
        best = improved(best, decision, order);
      }
    } while (!best.equals(before));
    return best;
  }

  /** The best option of one decision; those nested in it take their best for each. */
  private Architecture improved(
      Architecture architecture, int decision, Comparator<Architecture> order) {
    Architecture best = architecture;
    if (space.active(architecture, decision)) {
      for (int option = 0; option < options(decision); option++) {
        best = better(with(architecture, decision, option, order, 0), best, order);
      }
    }
    return best;
  }

  private Architecture with(
      Architecture architecture,
      int decision,
      int option,
      Comparator<Architecture> order,
      int depth) {
    Architecture changed = space.canonical(architecture.with(decision, option));
    if (depth < DEEPEST) {
      for (int inner : nested.get(decision)) {
        if (space.active(changed, inner)) {
          changed = withBest(changed, inner, order, depth + 1);
        }
      }
    }
    return changed;
  }

  /** Whatever is connected is better than what is not. */
  private Architecture withBest(
      Architecture architecture, int decision, Comparator<Architecture> order, int depth) {
    Architecture best = architecture;
    for (int option = 0; option < options(decision); option++) {
      Architecture changed = with(architecture, decision, option, order, depth);
      best = space.connected(best) ? better(changed, best, order) : changed;
    }
    return best;
  }

  /** Asks for the connection last, which takes as long as a cost. */
  private Architecture better(
      Architecture changed, Architecture best, Comparator<Architecture> order) {
    return order.compare(changed, best) < 0 && space.connected(changed) ? changed : best;
  }

  private int options(int decision) {
    return space.decisions().get(decision).options().size();
  }

  private Set<Integer> nestedIn(int decision) {
    Set<Integer> inner = new LinkedHashSet<>();
    for (int i = decision + 1; i < space.decisions().size(); i++) {
      Decision later = space.decisions().get(i);
      for (Condition condition : later.conditions()) {
        Set<Integer> outer = condition.choices().keySet();
        if (outer.contains(decision) || outer.stream().anyMatch(inner::contains)) {
          inner.add(i);
        }
      }
    }
    return ImmutableSet.copyOf(inner);
  }
}
