package io.supernet.stats;

import io.supernet.Text;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Percentile bootstrap. What is resampled, with replacement, are the architectures, each with all
 * that is known of it (prediction, truth, the truth of each seed): the interval says how the figure
 * would vary with other architectures of the same space. It does not say how it would vary with
 * another training of the supernet, nor with other seeds. Of fewer than {@value #FEWEST} there is
 * no interval: a percentile interval of so few is much too narrow.
 *
 * <p>Efron, Tibshirani: An Introduction to the Bootstrap, 1993, chapter 13. Written here, as no
 * library for statistics on the JVM resamples rows that have several figures each.
 *
 * @param resamples how many, at least 1
 * @param confidence share of resamples inside the interval, above 0, below 1
 * @param random draws all resamples; the same state gives the same intervals
 */
public record Bootstrap(int resamples, double confidence, RandomGenerator random) {

  /** How many architectures an interval takes at the least. */
  public static final int FEWEST = 8;

  public Bootstrap {
    if (resamples < 1 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          Text.of(
              "A bootstrap takes 1 resample or more and a confidence in 0..1, not %d and %s.",
              resamples, confidence));
    }
  }

  /** 1,000 resamples, 95 %. */
  public static Bootstrap of(RandomGenerator random) {
    return new Bootstrap(1000, 0.95, random);
  }

  /**
   * The interval of a measure.
   *
   * @return none if there are too few architectures, or if the measure is not defined in half of
   *     the resamples or more
   */
  public Optional<Interval> interval(Measure measure, double[] predicted, double[] truth) {
    return interval(values(measure, predicted, truth));
  }

  /** The values of a measure in the resamples, where it is defined there. */
  public double[] values(Measure measure, double[] predicted, double[] truth) {
    Pairs.check(predicted, truth);
    return values(truth.length, rows -> measure.of(pick(predicted, rows), pick(truth, rows)));
  }

  /**
   * The values of any figure of some architectures.
   *
   * @param size how many architectures; of too few there are no values
   * @param figure of some of them, given by position; a position may come several times
   */
  public double[] values(int size, Function<int[], OptionalDouble> figure) {
    if (size < FEWEST) {
      return new double[0];
    }
    double[] values = new double[resamples];
    int defined = 0;
    for (int i = 0; i < resamples; i++) {
      int[] rows = random.ints(size, 0, size).toArray();
      OptionalDouble value = figure.apply(rows);
      if (value.isPresent()) {
        values[defined++] = value.getAsDouble();
      }
    }
    return Arrays.copyOf(values, defined);
  }

  /** The interval of values in resamples; none of half of them or fewer. */
  public Optional<Interval> interval(double[] values) {
    if (values.length * 2 <= resamples) {
      return Optional.empty();
    }
    double outside = (1 - confidence) / 2;
    return Optional.of(
        new Interval(Quantile.of(values, outside), Quantile.of(values, 1 - outside)));
  }

  /** The values at these positions. */
  public static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
