package io.supernet.study.coupling;

import java.util.Arrays;

/**
 * Mean and spread of some values; null where there are too few, or where one is not finite.
 *
 * @param count how many values
 * @param mean of one value or more
 * @param deviation standard deviation of the sample, of two values or more
 * @param standardError of the mean, of two values or more
 */
public record Spread(int count, Double mean, Double deviation, Double standardError) {

  static Spread of(double... values) {
    int count = values.length;
    if (count == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      return new Spread(count, null, null, null);
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    if (count == 1) {
      return new Spread(count, mean, null, null);
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (count - 1));
    return new Spread(count, mean, deviation, deviation / Math.sqrt(count));
  }
}
