package io.supernet.stats;

import io.supernet.Text;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;

/**
 * A figure with its 95 % interval.
 *
 * @param value null where it is not defined
 * @param low lower end of the interval; null where there is none
 * @param high upper end of the interval; null where there is none
 */
public record Estimate(Double value, Double low, Double high) {

  /** A figure that may be undefined, with an interval if there is one. */
  public static Estimate of(OptionalDouble value, Optional<Interval> interval) {
    boolean both = value.isPresent() && interval.isPresent();
    return new Estimate(
        value.isPresent() ? value.getAsDouble() : null,
        both ? interval.get().low() : null,
        both ? interval.get().high() : null);
  }

  /** A measure of some architectures, which are resampled. */
  public static Estimate of(
      Measure measure, double[] predicted, double[] truth, RandomGenerator random) {
    return of(
        measure.of(predicted, truth), Bootstrap.of(random).interval(measure, predicted, truth));
  }

  /**
   * With two decimals, such as {@code 0.61 [0.45, 0.74]}.
   *
   * @param factor of all three, such as 100 for a share in points
   */
  public String text(double factor) {
    return text(figure -> number(factor * figure));
  }

  /** As {@link #text(double)}, each number written by a function. */
  public String text(DoubleFunction<String> number) {
    if (value == null || !Double.isFinite(value)) {
      return "undefined";
    }
    String text = number.apply(value);
    return low == null || high == null
        ? text
        : Text.of("%s [%s, %s]", text, number.apply(low), number.apply(high));
  }

  /** As {@link #text(double)}, as it is. */
  public String text() {
    return text(1);
  }

  private static String number(double value) {
    String text = Text.of("%.2f", value);
    return text.equals("-0.00") ? "0.00" : text;
  }

  /** Whether the interval is above 0. */
  public boolean isAbove() {
    return low != null && low > 0;
  }

  /** Whether the interval is below 0. */
  public boolean isBelow() {
    return high != null && high < 0;
  }
}
