package io.supernet.stats;

import io.supernet.Text;

/** What all measures ask of their input. */
final class Pairs {

  private Pairs() {}

  /** Refuses lists of different lengths and values that cannot be put in order. */
  static void check(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          Text.of(
              "The two lists are of the same architectures; these have %d and %d values.",
              x.length, y.length));
    }
    checkNumbers(x);
    checkNumbers(y);
  }

  static void checkNumbers(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException(
            Text.of(
                "Value number %d is not a number (NaN); leave that architecture out or give it the worst value.",
                i + 1));
      }
    }
  }
}
