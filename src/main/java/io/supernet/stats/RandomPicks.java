package io.supernet.stats;

import io.supernet.Text;
import java.util.Arrays;

/**
 * What a random choice gives: the best of k drawn without replacement, exactly, by order
 * statistics. Of n values in order, the i-th lowest is the best of k with probability C(i−1, k−1) /
 * C(n, k).
 */
public final class RandomPicks {

  private RandomPicks() {}

  /**
   * The expected best of {@code k} random ones.
   *
   * @param k how many are drawn, 1 to the number of values
   * @throws IllegalArgumentException if there are fewer than k values, or one is not a number
   */
  public static double expectedBest(double[] values, int k) {
    return expectedBest(values, k, Double.NEGATIVE_INFINITY);
  }

  /** The same where something is had in any case, which is worth {@code floor}. */
  static double expectedBest(double[] values, int k, double floor) {
    Pairs.checkNumbers(values);
    if (k < 1 || k > values.length) {
      throw new IllegalArgumentException(
          Text.of("Of %d values 1 to %d can be drawn, not %d.", values.length, values.length, k));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double probability = (double) k / sorted.length;
    double expected = 0;
    for (int i = sorted.length; i >= k; i--) {
      expected += probability * Math.max(floor, sorted[i - 1]);
      probability *= (double) (i - k) / Math.max(1, i - 1);
    }
    return expected;
  }
}
