package io.supernet.coupling;

import com.google.common.primitives.Doubles;
import io.supernet.stats.Bootstrap;
import io.supernet.stats.Interval;
import io.supernet.stats.KendallTau;
import io.supernet.stats.Pearson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A figure with its 95 % interval, bootstrapped; null where not defined. */
public record Estimate(Double value, Double low, Double high) {

  private static Estimate of(OptionalDouble value, Optional<Interval> interval) {
    boolean both = value.isPresent() && interval.isPresent();
    return new Estimate(
        value.isPresent() ? value.getAsDouble() : null,
        both ? interval.get().low() : null,
        both ? interval.get().high() : null);
  }

  /** Kendall's tau; architectures are resampled. */
  static Estimate tau(double[] predicted, double[] truth, RandomGenerator random) {
    return of(
        KendallTau.of(predicted, truth),
        Bootstrap.of(random).interval(KendallTau::of, predicted, truth));
  }

  /**
   * Pearson's correlation of values with the number of shared decisions. Rows are resampled: the
   * values of one row have an architecture in common.
   *
   * @param values a row an architecture, a column a number of shared decisions; NaN where there is
   *     none
   */
  static Estimate trend(double[][] values, RandomGenerator random) {
    Bootstrap bootstrap = Bootstrap.of(random);
    int[] all = IntStream.range(0, values.length).toArray();
    double[] resampled = bootstrap.values(values.length, rows -> correlation(values, rows));
    return of(correlation(values, all), bootstrap.interval(resampled));
  }

  private static OptionalDouble correlation(double[][] values, int[] rows) {
    List<Double> shared = new ArrayList<>();
    List<Double> found = new ArrayList<>();
    for (int row : rows) {
      for (int s = 0; s < values[row].length; s++) {
        if (Double.isFinite(values[row][s])) {
          shared.add((double) s);
          found.add(values[row][s]);
        }
      }
    }
    return shared.isEmpty()
        ? OptionalDouble.empty()
        : Pearson.of(Doubles.toArray(shared), Doubles.toArray(found));
  }

  /** Whether the interval is above 0. */
  boolean isAbove() {
    return low != null && low > 0;
  }

  /** Whether the interval is below 0. */
  boolean isBelow() {
    return high != null && high < 0;
  }
}
