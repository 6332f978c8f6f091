package io.supernet.space;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Counts canonical architectures exactly and draws them uniformly. Goes through the decisions in
 * order and remembers only which later nested decisions are switched on so far, so that spaces with
 * 10^20 architectures are counted in microseconds.
 */
final class ArchitectureCounter {

  /**
   * The decisions from number {@code index} on, when of the nested ones exactly {@code awake} have
   * been switched on so far.
   */
  private record Rest(int index, ImmutableSet<Integer> awake) {}

  private final ImmutableList<Decision> decisions;
  private final Map<Condition, Set<Integer>> wakes = new HashMap<>();
  private final Map<Rest, BigInteger> counts = new ConcurrentHashMap<>();

  ArchitectureCounter(ImmutableList<Decision> decisions) {
    this.decisions = decisions;
    for (int i = 0; i < decisions.size(); i++) {
      for (Condition condition : decisions.get(i).conditions()) {
        if (condition.decision() < 0 || condition.decision() >= i) {
          throw new IllegalArgumentException(
              "The condition of decision " + i + " is not an earlier decision: " + condition);
        }
        int options = decisions.get(condition.decision()).options().size();
        if (condition.option() < 0 || condition.option() >= options) {
          throw new IllegalArgumentException(
              "The condition of decision "
                  + i
                  + " is not one of "
                  + options
                  + " options: "
                  + condition);
        }
        wakes.computeIfAbsent(condition, c -> new HashSet<>()).add(i);
      }
    }
  }

  BigInteger size() {
    return count(new Rest(0, ImmutableSet.of()));
  }

  Architecture draw(RandomGenerator random) {
    int[] choices = new int[decisions.size()];
    Rest rest = new Rest(0, ImmutableSet.of());
    for (int i = 0; i < choices.length; i++) {
      choices[i] = active(rest) ? drawOption(rest, random) : 0;
      rest = after(rest, choices[i]);
    }
    return Architecture.of(choices);
  }

  private int drawOption(Rest rest, RandomGenerator random) {
    int options = decisions.get(rest.index).options().size();
    if (!nests(rest.index)) {
      return random.nextInt(options);
    }
    BigInteger left = below(count(rest), random);
    int option = 0;
    for (BigInteger share = count(after(rest, 0));
        left.compareTo(share) >= 0;
        share = count(after(rest, option))) {
      left = left.subtract(share);
      option++;
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
    if (nests(rest.index)) {
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
    return decisions.get(rest.index).conditions().isEmpty() || rest.awake.contains(rest.index);
  }

  private boolean nests(int index) {
    return wakes.keySet().stream().anyMatch(condition -> condition.decision() == index);
  }

  private Rest after(Rest rest, int option) {
    Set<Integer> woken =
        active(rest) ? wakes.getOrDefault(new Condition(rest.index, option), Set.of()) : Set.of();
    Set<Integer> awake = new HashSet<>(rest.awake);
    awake.addAll(woken);
    awake.remove(rest.index);
    return new Rest(rest.index + 1, ImmutableSet.copyOf(awake));
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
