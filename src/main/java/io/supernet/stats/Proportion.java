package io.supernet.stats;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * What chance alone does to a share of examples.
 *
 * @param share 0 to 1
 * @param examples that it was counted on, at least 1
 */
public record Proportion(double share, int examples) {

  /** Two-sided 95 %. */
  private static final double Z = 1.96;

  /**
   * Wilson's interval (E. B. Wilson, Probable inference, the law of succession, and statistical
   * inference, 1927), 95 %.
   */
  public ConfidenceInterval interval() {
    return BinomialProportion.getWilsonScoreInterval(examples, share, 0.95);
  }

  /**
   * The difference to another share of as many examples that chance exceeds once in twenty times.
   */
  public double distance(double other) {
    double variance = share * (1 - share) + other * (1 - other);
    return Z * Math.sqrt(variance / examples);
  }
}
