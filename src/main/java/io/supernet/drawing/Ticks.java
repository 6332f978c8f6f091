package io.supernet.drawing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The marks of an axis: at round distances, from below the lowest value to above the highest.
 *
 * @param step between two, above 0
 * @param first in steps from 0
 * @param last in steps from 0, above the first
 */
public record Ticks(double step, long first, long last) {

  /**
   * Four to ten of them.
   *
   * @param least that they cover at least, above 0
   * @param margin of steps that is free beyond the values
   */
  public static Ticks of(double low, double high, double least, double margin) {
    double step = step(Math.max(least, high - low));
    long first = (long) Math.floor(low / step - margin);
    long last = (long) Math.ceil(high / step + margin);
    return new Ticks(step, first, Math.max(first + 1, last));
  }

  private static double step(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / 4)));
    return Stream.of(1, 2, 5, 10)
        .map(factor -> factor * power)
        .filter(s -> range / s <= 8)
        .findFirst()
        .orElse(10 * power);
  }

  /** The lowest. */
  public double low() {
    return first * step;
  }

  /** The highest. */
  public double high() {
    return last * step;
  }

  /** Where they are. */
  public List<Double> values() {
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
  }

  /** A tick in as many decimals as a step has. */
  public String label(double tick) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return BigDecimal.valueOf(tick).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
