package io.supernet.stats;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end, at least {@code low}
 */
public record Interval(double low, double high) {

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("An interval goes upward, not " + low + " to " + high);
    }
  }

  /** Whether 0 lies outside: a difference with this interval is not chance alone. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
