package io.supernet.search;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Remembers what a strategy has proposed, so that it proposes nothing twice. */
public final class Unseen {

  /**
   * Draws in a row without a new architecture after which there is none, for each architecture of
   * the space: the last one of n is missed by 20 n draws once in 10^8 times.
   */
  private static final long DRAWS_EACH = 20;

  /** However large the space is: about a second. */
  private static final long MOST_DRAWS = 1_000_000;

  private final SearchSpace space;
  private final RandomGenerator random;
  private final long mostDraws;
  private final Set<Architecture> seen = new HashSet<>();
  private boolean exhausted;

  /** Nothing proposed yet; all its randomness comes from {@code random}. */
  public Unseen(SearchSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
    this.mostDraws =
        space
            .size()
            .multiply(BigInteger.valueOf(DRAWS_EACH))
            .min(BigInteger.valueOf(MOST_DRAWS))
            .longValueExact();
  }

  /** Takes a canonical architecture if it is new and connected; says whether it was. */
  public boolean take(Architecture architecture) {
    return !seen.contains(architecture) && space.admits(architecture) && seen.add(architecture);
  }

  /** Draws so many new architectures, or as many as there seem to be left. */
  public List<Architecture> draw(int wanted) {
    List<Architecture> drawn = new ArrayList<>();
    while (drawn.size() < wanted) {
      Optional<Architecture> next = draw();
      if (next.isEmpty()) {
        break;
      }
      drawn.add(next.get());
    }
    return drawn;
  }

  /** Draws a new architecture, uniformly from those left; none if there seems to be none left. */
  public Optional<Architecture> draw() {
    exhausted |= BigInteger.valueOf(seen.size()).equals(space.size());
    for (long i = 0; i < mostDraws && !exhausted; i++) {
      Architecture architecture = space.sample(random);
      if (seen.add(architecture)) {
        return Optional.of(architecture);
      }
    }
    exhausted = true;
    return Optional.empty();
  }
}
