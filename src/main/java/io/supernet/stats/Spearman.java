package io.supernet.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hipparchus.stat.ranking.NaturalRanking;

/** Spearman's rank correlation: Pearson's of the ranks, where equal values share a rank. */
public final class Spearman {

  private Spearman() {}

  /** The correlation, as {@link Measure#of}; not defined for a constant list. */
  public static OptionalDouble of(double[] x, double[] y) {
    Pairs.check(x, y);
    if (x.length == 0) {
      return OptionalDouble.empty();
    }
    return Pearson.of(ranks(x), ranks(y));
  }

  /** To the library, 0.0 and -0.0 are not the same; after this addition they are. */
  private static double[] ranks(double[] values) {
    return new NaturalRanking().rank(Arrays.stream(values).map(v -> v + 0.0).toArray());
  }
}
