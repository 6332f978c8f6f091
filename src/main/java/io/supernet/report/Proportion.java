package io.supernet.report;

/**
 * What chance alone does to a share of examples: Wilson's interval (E. B. Wilson, Probable
 * inference, the law of succession, and statistical inference, 1927).
 *
 * @param share 0 to 1
 * @param examples that it was counted on, at least 1
 */
record Proportion(double share, int examples) {

  /** Two-sided 95 %. */
  private static final double Z = 1.96;

  double low() {
    return middle() - half();
  }

  double high() {
    return middle() + half();
  }

  /**
   * The difference to another share of as many examples that chance exceeds once in twenty times.
   */
  double distance(double other) {
    double variance = share * (1 - share) + other * (1 - other);
    return Z * Math.sqrt(variance / examples);
  }

  private double middle() {
    return (share + Z * Z / (2 * examples)) / (1 + Z * Z / examples);
  }

  private double half() {
    double variance = share * (1 - share) / examples + Z * Z / (4.0 * examples * examples);
    return Z * Math.sqrt(variance) / (1 + Z * Z / examples);
  }
}
