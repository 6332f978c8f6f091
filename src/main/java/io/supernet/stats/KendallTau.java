package io.supernet.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Kendall's rank correlation, tau-b: pairs in the same order less pairs in opposite order, as a
 * share of the pairs that are not tied; −1 to 1. In n log n steps: after sorting by one list, the
 * exchanges of a merge sort by the other are the pairs in opposite order.
 *
 * <p>Kendall: The Treatment of Ties in Ranking Problems, Biometrika 1945. Knight: A Computer Method
 * for Calculating Kendall's Tau with Ungrouped Data, JASA 1966.
 *
 * <p>Written here: Hipparchus sorts boxed pairs, too slow for a bootstrap, and takes NaN for a
 * number.
 */
public final class KendallTau {

  private KendallTau() {}

  /** Tau-b, as {@link Measure#of}; not defined for fewer than two values or a constant list. */
  public static OptionalDouble of(double[] x, double[] y) {
    Pairs.check(x, y);
    int[] order = Ranks.ascending(x);
    double[] byX = values(x, order);
    double[] other = values(y, order);
    long tiedX = 0;
    long tiedBoth = 0;
    int first = 0;
    for (int i = 1; i <= byX.length; i++) {
      if (i == byX.length || byX[i] != byX[first]) {
        tiedX += pairs(i - first);
        // Within a tie of x, in the order of y: no exchange there is then counted as a pair.
        Arrays.sort(other, first, i);
        tiedBoth += ties(other, first, i);
        first = i;
      }
    }
    long exchanges = sort(other, new double[other.length], 0, other.length);
    long tiedY = ties(other, 0, other.length);
    long all = pairs(x.length);
    double difference = all - tiedX - tiedY + tiedBoth - 2.0 * exchanges;
    double comparable = Math.sqrt((double) (all - tiedX) * (all - tiedY));
    return comparable == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(-1, Math.min(1, difference / comparable)));
  }

  private static double[] values(double[] values, int[] order) {
    double[] ordered = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      // Makes -0.0 equal to 0.0, also for sorting.
      ordered[i] = values[order[i]] + 0.0;
    }
    return ordered;
  }

  private static long pairs(long count) {
    return count * (count - 1) / 2;
  }

  /** Pairs of equal values in a sorted part of a list. */
  private static long ties(double[] sorted, int from, int to) {
    long ties = 0;
    int first = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || sorted[i] != sorted[first]) {
        ties += pairs(i - first);
        first = i;
      }
    }
    return ties;
  }

  /** Sorts a part of a list; gives how many pairs of it were in the wrong order. */
  private static long sort(double[] values, double[] space, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int middle = (from + to) >>> 1;
    long exchanges = sort(values, space, from, middle) + sort(values, space, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      if (right == to || (left < middle && values[left] <= values[right])) {
        space[i] = values[left++];
      } else {
        exchanges += middle - left;
        space[i] = values[right++];
      }
    }
    System.arraycopy(space, from, values, from, to - from);
    return exchanges;
  }
}
