package io.supernet.search;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.random.RandomGenerator;

/**
 * A random walk over the admitted architectures of a space, for spaces in which random ones are
 * hardly ever admitted. In the long run it is at each that it can reach equally often.
 *
 * <p>Metropolis, Rosenbluth, Rosenbluth, Teller, Teller: Equation of State Calculations by Fast
 * Computing Machines, Journal of Chemical Physics 21, 1953, over full vectors of options: decisions
 * that do not matter are drawn before each step. An architecture weighs the inverse of the number
 * of its vectors, or those with many nested decisions asleep would be met too often.
 */
final class Walk {

  private final SearchSpace space;
  private final RandomGenerator random;
  private Architecture here;

  /** A walk from an admitted architecture. */
  Walk(SearchSpace space, Architecture start, RandomGenerator random) {
    this.space = space;
    this.here = start;
    this.random = random;
  }

  /** Where it stands: at an admitted architecture. */
  Architecture here() {
    return here;
  }

  /** Goes to another architecture, or stays. */
  void step() {
    int[] vector = here.toArray();
    for (int i = 0; i < vector.length; i++) {
      if (!space.active(here, i)) {
        vector[i] = random.nextInt(options(i));
      }
    }
    // One decision changes, with half the probability two, and so on.
    do {
      int i = random.nextInt(vector.length);
      vector[i] = random.nextInt(options(i));
    } while (random.nextBoolean());
    Architecture there = asleep(Architecture.of(vector));
    boolean accepted = Math.log(random.nextDouble()) < logVectors(here) - logVectors(there);
    if (accepted && !there.equals(here) && space.admits(there)) {
      here = there;
    }
  }

  /**
   * With 0 where a decision does not matter; of those that compute the same only one is admitted.
   */
  private Architecture asleep(Architecture vector) {
    int[] choices = vector.toArray();
    for (int i = 0; i < choices.length; i++) {
      choices[i] = space.active(vector, i) ? choices[i] : 0;
    }
    return Architecture.of(choices);
  }

  /** The logarithm of the number of vectors of options that stand for this architecture. */
  private double logVectors(Architecture architecture) {
    double sum = 0;
    for (int i = 0; i < architecture.length(); i++) {
      sum += space.active(architecture, i) ? 0 : Math.log(options(i));
    }
    return sum;
  }

  private int options(int decision) {
    return space.decisions().get(decision).options().size();
  }
}
