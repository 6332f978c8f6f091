package io.supernet.study.coupling;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decisions that two architectures answer alike; only those that matter to both count.
 *
 * @param space of both
 */
record SharedDecisions(SearchSpace space) {

  /** Some numbers cannot be had: of an architecture with few nested decisions, or cut paths. */
  private static final int MOST_DRAWS = 1_000;

  /** How many decisions the two share. */
  int count(Architecture a, Architecture b) {
    int count = 0;
    for (int i = 0; i < a.length(); i++) {
      if (a.choice(i) == b.choice(i) && space.active(a, i) && space.active(b, i)) {
        count++;
      }
    }
    return count;
  }

  /**
   * Draws another connected architecture that shares exactly so many decisions with one: which of
   * them is uniform, and so are the other options. Where decisions are nested, and where
   * disconnected ones are drawn again, the result is not quite uniform over all such architectures.
   *
   * @return none if 1,000 draws find none
   */
  Optional<Architecture> draw(Architecture of, int shared, RandomGenerator random) {
    for (int i = 0; i < MOST_DRAWS; i++) {
      Architecture other = space.canonical(change(of, shared, random));
      if (count(of, other) == shared && !other.equals(of) && space.admits(other)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** Keeps that many of the decisions that matter and changes all others. */
  private Architecture change(Architecture of, int shared, RandomGenerator random) {
    int[] choices = of.toArray();
    int active = 0;
    for (int i = 0; i < choices.length; i++) {
      active += space.active(of, i) ? 1 : 0;
    }
    int keep = shared;
    for (int i = 0; i < choices.length; i++) {
      int options = space.decisions().get(i).options().size();
      if (!space.active(of, i)) {
        choices[i] = random.nextInt(options);
      } else if (random.nextInt(active--) < keep) {
        // Selection sampling: every subset of this size with the same probability.
        keep--;
      } else if (options > 1) {
        choices[i] = (choices[i] + 1 + random.nextInt(options - 1)) % options;
      }
    }
    return Architecture.of(choices);
  }
}
