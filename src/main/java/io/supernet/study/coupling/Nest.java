package io.supernet.study.coupling;

import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The architectures that answer the first decisions of a space as one of them does; as a sampler,
 * one uniformly drawn path a step. A draw puts the fixed options into a random architecture: to
 * draw from the whole space until one fits would take thousands of draws a step.
 */
final class Nest implements PathSampler {

  private static final int MOST_DRAWS = 10_000;

  private final SearchSpace space;
  private final SearchSpace withDisconnected;
  private final Architecture center;
  private final int fixed;

  /**
   * A sub-space.
   *
   * @param center canonical and connected
   * @param fixed how many decisions are answered as it does, the first ones
   */
  Nest(SearchSpace space, Architecture center, int fixed) {
    this.space = space;
    this.withDisconnected = new SearchSpace(space.name(), space.decisions(), any -> true);
    this.center = center;
    this.fixed = fixed;
  }

  int fixed() {
    return fixed;
  }

  /** Whether a canonical architecture is inside. */
  boolean contains(Architecture architecture) {
    return IntStream.range(0, fixed).allMatch(i -> architecture.choice(i) == center.choice(i));
  }

  /** The product of the options that are left. */
  BigInteger size() {
    return space.decisions().stream()
        .skip(fixed)
        .map(decision -> BigInteger.valueOf(decision.options().size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** The last fixed decision and its option; empty if none is fixed. */
  String last() {
    if (fixed == 0) {
      return "";
    }
    Decision decision = space.decisions().get(fixed - 1);
    return decision.name() + " = " + decision.options().get(center.choice(fixed - 1));
  }

  /** Stands for the fixed options in file names. */
  String key() {
    StringBuilder key = new StringBuilder("fixed");
    IntStream.range(0, fixed).forEach(i -> key.append('-').append(center.choice(i)));
    return key.toString();
  }

  @Override
  public List<Architecture> next(SearchSpace any, long step, RandomStreams streams) {
    RandomGenerator random = streams.stream("paths", step);
    for (int i = 0; i < MOST_DRAWS; i++) {
      int[] choices = withDisconnected.sample(random).toArray();
      for (int k = 0; k < fixed; k++) {
        choices[k] = center.choice(k);
      }
      Architecture path = space.canonical(Architecture.of(choices));
      if (space.admits(path)) {
        return List.of(path);
      }
    }
    throw new SupernetException(
        Kind.USAGE,
        Text.of(
            "None of %d random architectures of space '%s' with %d fixed decisions connects its output to its input; measure without --epochs.",
            MOST_DRAWS, space.name(), fixed));
  }
}
