package io.supernet.stats;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Ranks on the scale of a normal distribution: where a value of that rank is to be expected. So
 * neither the unit of values nor a single bad one counts.
 */
public final class NormalScores {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private NormalScores() {}

  /**
   * The normal score of each value.
   *
   * @param values which may be infinite; equal ones share the mean of their ranks
   */
  public static double[] of(double[] values) {
    return Arrays.stream(Ranks.means(values))
        .map(rank -> NORMAL.inverseCumulativeProbability((rank - 0.5) / values.length))
        .toArray();
  }
}
