package io.supernet.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Mean and population standard deviation of each channel, the last dimension of an example. Two
 * passes in double precision: nothing that fits a float overflows or cancels out.
 */
final class Moments {

  private static final long SAMPLE = 1L << 28;

  private final double[] mean;
  private final double[] std;

  private Moments(double[] mean, double[] std) {
    this.mean = mean;
    this.std = std;
  }

  /** Of each channel; the caller does not change it. */
  double[] mean() {
    return mean;
  }

  /** Of each channel; the caller does not change it. */
  double[] std() {
    return std;
  }

  /** Of all examples; of larger data, of as many as {@link #SAMPLE} bytes are, evenly spaced. */
  static Moments of(DataSet data) {
    DataSet some = data.bytes() > ExampleStore.LARGE ? sample(data) : data;
    return of(values(some), count(some), channels(some));
  }

  private static DataSet sample(DataSet data) {
    long each = data.bytes() / data.size();
    int size = (int) Math.max(1, SAMPLE / each);
    return data.subset(
        IntStream.range(0, size).map(i -> (int) ((long) i * data.size() / size)).toArray());
  }

  /**
   * Those of values, channel by channel within a position.
   *
   * @param count of all values
   */
  static Moments of(IntToDoubleFunction value, int count, int channels) {
    double perChannel = (double) count / channels;
    double[] mean = new double[channels];
    for (int i = 0, c = 0; i < count; i++, c = c + 1 == channels ? 0 : c + 1) {
      mean[c] += value.applyAsDouble(i) / perChannel;
    }
    double[] std = new double[channels];
    for (int i = 0, c = 0; i < count; i++, c = c + 1 == channels ? 0 : c + 1) {
      double deviation = value.applyAsDouble(i) - mean[c];
      std[c] += deviation * deviation / perChannel;
    }
    for (int c = 0; c < channels; c++) {
      std[c] = Math.sqrt(std[c]);
    }
    return new Moments(mean, std);
  }

  static int channels(DataSet data) {
    return Math.toIntExact(data.exampleShape().get(data.exampleShape().size() - 1));
  }

  /** How many values there are, of all channels. */
  static int count(DataSet data) {
    return Math.toIntExact(data.bytes() / data.elementType().bytes());
  }

  /** The values by index, channel by channel within a position; bytes as parts of 255. */
  static IntToDoubleFunction values(DataSet data) {
    ByteBuffer bytes = data.examples();
    FloatBuffer floats = bytes.asFloatBuffer();
    return switch (data.elementType()) {
      case UINT8 -> i -> Byte.toUnsignedInt(bytes.get(i)) / 255.0;
      case FLOAT32 -> floats::get;
    };
  }
}
