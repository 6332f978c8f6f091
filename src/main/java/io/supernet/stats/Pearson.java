package io.supernet.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

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
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double correlation = xy / (Math.sqrt(xx) * Math.sqrt(yy));
    return Double.isFinite(correlation)
        ? OptionalDouble.of(Math.max(-1, Math.min(1, correlation)))
        : OptionalDouble.empty();
  }

  /** Asked of the values themselves: rounding may leave a constant list a tiny variance. */
  private static boolean constant(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == values[0]);
  }
}
