package io.supernet.search;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Makes canonical architectures from canonical ones. */
final class Breeding {

  private final SearchSpace space;
  private final double mutation;
  private final RandomGenerator random;

  Breeding(SearchSpace space, double mutation, RandomGenerator random) {
    this.space = space;
    this.mutation = mutation;
    this.random = random;
  }

  /**
   * Changes every decision that matters with the probability of a mutation, one at least. Decisions
   * that matter only in the child are drawn: their 0 in the parent was nobody's choice.
   */
  Architecture mutate(Architecture parent) {
    Set<Integer> changed = changed(parent);
    Architecture child = parent;
    for (int i = 0; i < parent.length(); i++) {
      // Conditions point backward, so whether i matters in the child is settled by now.
      if (changed.contains(i) && space.active(child, i)) {
        int step = 1 + random.nextInt(options(i) - 1);
        child = child.with(i, (parent.choice(i) + step) % options(i));
      } else {
        child = wake(parent, child, i);
      }
    }
    return space.canonical(child);
  }

  /**
   * Takes each decision from one parent or the other with the same probability; from the one in
   * which it matters if there is only one such.
   */
  Architecture cross(Architecture one, Architecture other) {
    Architecture child = one;
    for (int i = 0; i < one.length(); i++) {
      boolean inOne = space.active(one, i);
      boolean inOther = space.active(other, i);
      boolean takeOther = inOne == inOther ? inOne && random.nextBoolean() : inOther;
      if (takeOther) {
        child = child.with(i, other.choice(i));
      }
    }
    return space.canonical(child);
  }

  /**
   * Every change of one decision that matters, in the order of decisions and options. What a change
   * wakes is drawn, as in a mutation.
   */
  List<Architecture> neighbors(Architecture center) {
    List<Architecture> neighbors = new ArrayList<>();
    for (int changed : open(center)) {
      for (int option = 0; option < options(changed); option++) {
        if (option != center.choice(changed)) {
          Architecture neighbor = center.with(changed, option);
          for (int i = changed + 1; i < center.length(); i++) {
            neighbor = wake(center, neighbor, i);
          }
          neighbors.add(space.canonical(neighbor));
        }
      }
    }
    return neighbors;
  }

  /** Draws the decision if it matters in the child and did not in the parent. */
  private Architecture wake(Architecture parent, Architecture child, int decision) {
    boolean woken = !space.active(parent, decision) && space.active(child, decision);
    return woken ? child.with(decision, random.nextInt(options(decision))) : child;
  }

  private List<Integer> open(Architecture parent) {
    return IntStream.range(0, parent.length())
        .filter(i -> options(i) > 1 && space.active(parent, i))
        .boxed()
        .toList();
  }

  private Set<Integer> changed(Architecture parent) {
    List<Integer> open = open(parent);
    Set<Integer> changed = new HashSet<>();
    for (int i : open) {
      if (random.nextDouble() < mutation) {
        changed.add(i);
      }
    }
    if (changed.isEmpty() && !open.isEmpty()) {
      changed.add(open.get(random.nextInt(open.size())));
    }
    return changed;
  }

  private int options(int decision) {
    return space.decisions().get(decision).options().size();
  }
}
