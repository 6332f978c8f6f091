package io.supernet.stats;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Mean and spread of some values; null where there are too few, or where one is not finite.
 *
 * @param mean of one value or more
 * @param deviation standard deviation of the sample, of two values or more
 * @param standardError of the mean, of two values or more
 * @param values all of them, in the order in which they came
 */
public record Spread(Double mean, Double deviation, Double standardError, List<Double> values) {

  public Spread {
    values = ImmutableList.copyOf(values);
  }

  /**
   * Half of the interval of the mean, by Student's t; null of one value.
   *
   * @param confidence above 0, below 1
   */
  public @Nullable Double halfWidth(double confidence) {
    Double error = standardError;
    return error == null
        ? null
        : error
            * new TDistribution(values.size() - 1.0)
                .inverseCumulativeProbability((1 + confidence) / 2);
  }

  /** Of these values. */
  public static Spread of(double... values) {
    List<Double> all = Doubles.asList(values);
    if (values.length == 0 || !all.stream().allMatch(Double::isFinite)) {
      return new Spread(null, null, null, all);
    }
    double mean = StatUtils.mean(values);
    if (values.length == 1) {
      return new Spread(mean, null, null, all);
    }
    double deviation = Math.sqrt(StatUtils.variance(values));
    return new Spread(mean, deviation, deviation / Math.sqrt(values.length), all);
  }

  /** Of the figures that are there; null if none is. */
  public static <T> Spread of(List<T> results, Function<T, Double> figure) {
    List<Double> values = results.stream().map(figure).filter(Objects::nonNull).toList();
    return values.isEmpty() ? null : of(Doubles.toArray(values));
  }
}
