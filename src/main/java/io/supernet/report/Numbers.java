package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;

/** Numbers as a reader meets them. */
final class Numbers {

  /** What stands where a figure is not a number. */
  static final String NONE = "-";

  private Numbers() {}

  /** With that many decimals and separated thousands; {@link #NONE} if it is not finite. */
  @SuppressWarnings("FormatStringAnnotation") // A pattern for each number of decimals.
  static String fixed(double value, int decimals) {
    return Double.isFinite(value) ? Text.of("%,." + decimals + "f", value) : NONE;
  }

  static String count(long value) {
    return Text.of("%,d", value);
  }

  /** A share as a percentage with its unit. */
  static String percent(double share) {
    return fixed(100 * share, 2) + "\u00a0%";
  }

  /** A value of a metric as people read it. */
  static String metric(Metric metric, double value) {
    return metric.shown() == Shown.PERCENT ? percent(value) : metric.number(value);
  }

  /** Percentage points with their unit, without sign. */
  static String points(double difference) {
    return fixed(100 * Math.abs(difference), 2) + "\u00a0points";
  }

  /** Multiply-adds or parameters in millions, with the unit. */
  static String millions(long value) {
    return fixed(value / 1e6, 3) + "\u00a0M";
  }
}
