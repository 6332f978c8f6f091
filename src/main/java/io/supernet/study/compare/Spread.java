package io.supernet.study.compare;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A figure over the seeds.
 *
 * @param mean of the values
 * @param deviation sample standard deviation; null for fewer than two values
 * @param values one a seed
 */
public record Spread(double mean, Double deviation, List<Double> values) {

  public Spread {
    values = ImmutableList.copyOf(values);
  }

  /** Of the values that are there; null if none is. */
  static <T> Spread of(List<T> results, Function<T, Double> figure) {
    List<Double> values = results.stream().map(figure).filter(Objects::nonNull).toList();
    if (values.isEmpty()) {
      return null;
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    Double deviation = values.size() < 2 ? null : Math.sqrt(squares / (values.size() - 1));
    return new Spread(mean, deviation, values);
  }
}
