package io.supernet.stats;

import java.util.Arrays;

/** Orders and ranks of values. */
final class Ranks {

  private Ranks() {}

  /** The positions of the values, the lowest value first; ties keep their order. */
  static int[] ascending(double[] values) {
    // Without boxes: a bootstrap sorts a million times.
    double[] sorted = new double[values.length];
    Arrays.setAll(sorted, i -> values[i] + 0.0); // -0.0 equals 0.0
    Arrays.sort(sorted);
    int[] places = new int[values.length];
    for (int i = 1; i < sorted.length; i++) {
      places[i] = sorted[i] == sorted[i - 1] ? places[i - 1] : i;
    }
    int[] taken = new int[values.length];
    int[] order = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int place = places[Arrays.binarySearch(sorted, values[i] + 0.0)];
      order[place + taken[place]++] = i;
    }
    return order;
  }

  /** Ranks from 1, the highest value first; equal values all have the first of their ranks. */
  static double[] fromTop(double[] values) {
    int[] order = ascending(values);
    double[] ranks = new double[values.length];
    for (int i = order.length - 1; i >= 0; i--) {
      boolean tied = i + 1 < order.length && values[order[i]] == values[order[i + 1]];
      ranks[order[i]] = tied ? ranks[order[i + 1]] : order.length - i;
    }
    return ranks;
  }

  /** Ranks from 1, the lowest value first; equal values all have the mean of their ranks. */
  static double[] means(double[] values) {
    double[] fromTop = fromTop(values);
    double[] fromBottom = fromTop(Arrays.stream(values).map(v -> -v).toArray());
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = (fromBottom[i] + values.length + 1 - fromTop[i]) / 2;
    }
    return ranks;
  }
}
