package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import org.apiguardian.api.API;

/**
 * What brings the values that a network learns to mean 0 and standard deviation 1: {@code (value -
 * mean) / deviation}.
 *
 * @param mean of the training examples
 * @param deviation population standard deviation of the training examples, above 0
 */
@API(status = INTERNAL)
public record LabelScale(double mean, double deviation) {

  /** What differs by less than two steps of float32 is rounding. */
  private static final double CONSTANT = 0x1p-22;

  public LabelScale {
    if (!(deviation > 0) || !Double.isFinite(deviation) || !Double.isFinite(mean)) {
      throw new IllegalArgumentException("mean " + mean + ", deviation " + deviation);
    }
  }

  /**
   * That of a training set.
   *
   * @throws SupernetException of kind DATA if all values are the same
   */
  public static LabelScale of(DataSet train) {
    float[] values = train.values();
    double mean = 0;
    for (float value : values) {
      mean += (double) value / values.length;
    }
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean) / values.length;
    }
    double deviation = Math.sqrt(squares);
    if (deviation < Float.MIN_NORMAL || deviation <= CONSTANT * Math.abs(mean)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "All training examples of data set '%s' have the value %s; there is nothing to learn.",
              train.name(), values[0]));
    }
    return new LabelScale(mean, deviation);
  }
}
