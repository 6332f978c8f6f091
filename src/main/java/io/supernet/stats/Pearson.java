package io.supernet.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.hipparchus.stat.correlation.PearsonsCorrelation;

/** Pearson's correlation: how near the pairs are to a straight line, −1 to 1. */
public final class Pearson {

  private Pearson() {}

  /**
   * The correlation, as {@link Measure#of}; not defined for fewer than two values, a constant list,
   * or infinite values.
   */
  public static OptionalDouble of(double[] x, double[] y) {
    Pairs.check(x, y);
    if (constant(x) || constant(y)) {
      return OptionalDouble.empty();
    }
    double correlation = new PearsonsCorrelation().correlation(x, y);
    return Double.isFinite(correlation)
        ? OptionalDouble.of(Math.max(-1, Math.min(1, correlation)))
        : OptionalDouble.empty();
  }

  /** Asked of the values themselves: rounding may leave a constant list a tiny variance. */
  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == values[0]);
  }
}
