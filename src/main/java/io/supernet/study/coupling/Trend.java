package io.supernet.study.coupling;

import com.google.common.primitives.Doubles;
import io.supernet.stats.Bootstrap;
import io.supernet.stats.Estimate;
import io.supernet.stats.Pearson;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Whether a figure rises or falls with the number of shared decisions. */
final class Trend {

  private Trend() {}

  /**
   * Pearson's correlation of values with the number of shared decisions. Rows are resampled: the
   * values of one row have an architecture in common.
   *
   * @param values a row an architecture, a column a number of shared decisions; NaN where there is
   *     none
   */
  static Estimate of(double[][] values, RandomGenerator random) {
    Bootstrap bootstrap = Bootstrap.of(random);
    int[] all = IntStream.range(0, values.length).toArray();
    double[] resampled = bootstrap.values(values.length, rows -> correlation(values, rows));
    return Estimate.of(correlation(values, all), bootstrap.interval(resampled));
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
}
