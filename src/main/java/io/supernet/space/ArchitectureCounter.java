package io.supernet.space;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.supernet.Text;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Counts canonical architectures exactly and draws them uniformly. Goes through the decisions in
 * order and remembers only what later nested decisions still wait for, so that spaces with 10^20
 * architectures are counted in microseconds.
 */
final class ArchitectureCounter {

  /** A condition of a later decision that can still hold; with nothing left open it holds. */
  private record Hope(int decision, Map<Integer, Integer> open) {}

  /** The decisions from number {@code index} on, and what they may still wait for. */
  private record Rest(int index, ImmutableSet<Hope> hopes) {}

  private final ImmutableList<Decision> decisions;
  private final Set<Integer> outer = new HashSet<>();
  private final Rest start;
  private final Map<Rest, BigInteger> counts = new ConcurrentHashMap<>();

  ArchitectureCounter(ImmutableList<Decision> decisions) {
    this.decisions = decisions;
    Set<Hope> hopes = new HashSet<>();
    for (int i = 0; i < decisions.size(); i++) {
      for (Condition condition : decisions.get(i).conditions()) {
        check(i, condition);
        outer.addAll(condition.choices().keySet());
        hopes.add(new Hope(i, condition.choices()));
      }
    }
    this.start = new Rest(0, ImmutableSet.copyOf(hopes));
  }

  private void check(int index, Condition condition) {
    condition
        .choices()
        .forEach(
            (decision, option) -> {
              if (decision < 0 || decision >= index) {
                throw new IllegalArgumentException(
                    Text.of(
                        "The condition of decision %s is not an earlier decision: %s",
                        index, condition));
              }
              int options = decisions.get(decision).options().size();
              if (option < 0 || option >= options) {
                throw new IllegalArgumentException(
                    Text.of(
                        "The condition of decision %s is not one of %s options: %s",
                        index, options, condition));
              }
            });
  }

  BigInteger size() {
    return count(start);
  }

  Architecture draw(RandomGenerator random) {
    int[] choices = new int[decisions.size()];
    Rest rest = start;
    for (int i = 0; i < choices.length; i++) {
      choices[i] = active(rest) ? drawOption(rest, random) : 0;
      rest = after(rest, choices[i]);
    }
    return Architecture.of(choices);
  }

  private int drawOption(Rest rest, RandomGenerator random) {
    int options = decisions.get(rest.index).options().size();
    if (!outer.contains(rest.index)) {
      return random.nextInt(options);
    }
    BigInteger left = below(count(rest), random);
    int option = 0;
    BigInteger share = count(after(rest, 0));
    while (left.compareTo(share) >= 0) {
      left = left.subtract(share);
      option++;
      share = count(after(rest, option));
    }
    return option;
  }

  private BigInteger count(Rest rest) {
    if (rest.index == decisions.size()) {
      return BigInteger.ONE;
    }
    BigInteger known = counts.get(rest);
    if (known != null) {
      return known;
    }
    int options = active(rest) ? decisions.get(rest.index).options().size() : 1;
    BigInteger sum = BigInteger.ZERO;
    if (outer.contains(rest.index)) {
      for (int option = 0; option < options; option++) {
        sum = sum.add(count(after(rest, option)));
      }
    } else {
      sum = count(after(rest, 0)).multiply(BigInteger.valueOf(options));
    }
    counts.put(rest, sum);
    return sum;
  }

  private boolean active(Rest rest) {
    return decisions.get(rest.index).conditions().isEmpty()
        || rest.hopes.contains(new Hope(rest.index, ImmutableMap.of()));
  }

  private Rest after(Rest rest, int option) {
    boolean active = active(rest);
    Set<Hope> hopes = new HashSet<>();
    for (Hope hope : rest.hopes) {
      Integer wanted = hope.open.get(rest.index);
      if (wanted == null && hope.decision != rest.index) {
        hopes.add(hope);
      } else if (wanted != null && wanted == option && active) {
        hopes.add(
            new Hope(
                hope.decision,
                ImmutableMap.copyOf(Maps.filterKeys(hope.open, k -> k != rest.index))));
      }
    }
    // What holds already makes its decision's other hopes irrelevant.
    hopes.removeIf(
        hope -> !hope.open.isEmpty() && hopes.contains(new Hope(hope.decision, ImmutableMap.of())));
    return new Rest(rest.index + 1, ImmutableSet.copyOf(hopes));
  }

  /** A uniform number from 0 up to, not including, the bound. */
  private static BigInteger below(BigInteger bound, RandomGenerator random) {
    byte[] bytes = new byte[bound.bitLength() / 8 + 1];
    int spare = bytes.length * 8 - bound.bitLength();
    while (true) {
      random.nextBytes(bytes);
      BigInteger drawn = new BigInteger(1, bytes).shiftRight(spare);
      if (drawn.compareTo(bound) < 0) {
        return drawn;
      }
    }
  }
}
