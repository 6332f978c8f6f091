package io.supernet.supernet;

import java.util.Map;

/** Arithmetic of tests on the values of variables. */
final class Numbers {

  private Numbers() {}

  /** The largest absolute entry. */
  static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The largest absolute difference of two entries; not a number if one is not. */
  static double difference(float[] a, float[] b) {
    double largest = Math.abs(a.length - b.length) == 0 ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }

  /** The root of the sum of all squares. */
  static double norm(Map<String, float[]> gradients) {
    double sum = 0;
    for (float[] gradient : gradients.values()) {
      for (float g : gradient) {
        sum += (double) g * g;
      }
    }
    return Math.sqrt(sum);
  }
}
