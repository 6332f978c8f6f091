package io.supernet.stats;

import com.google.common.primitives.Doubles;
import java.util.Collection;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/** Quantiles; between two values in proportion. */
public final class Quantile {

  private Quantile() {}

  /**
   * The value with this share of all values below it.
   *
   * @param values at least one, in any order
   * @param share above 0, at most 1
   */
  public static double of(double[] values, double share) {
    return new Percentile().withEstimationType(EstimationType.R_7).evaluate(values, 100 * share);
  }

  /** The value in the middle; of an even number, the mean of the two. */
  public static double median(Collection<Double> values) {
    return of(Doubles.toArray(values), 0.5);
  }
}
