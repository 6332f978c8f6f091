package io.supernet.stats;

import java.util.OptionalDouble;

/** Spearman's rank correlation: Pearson's of the ranks, where equal values share a rank. */
public final class Spearman {

  private Spearman() {}

  /** The correlation, as {@link Measure#of}; not defined for a constant list. */
  public static OptionalDouble of(double[] x, double[] y) {
    Pairs.check(x, y);
    return Pearson.of(Ranks.middle(x), Ranks.middle(y));
  }
}
