package io.supernet.data;

import com.google.common.base.Preconditions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What brings inputs to mean 0 and standard deviation 1: {@code (value - mean) / std}. One entry a
 * channel, the last dimension of an example; a feature of tabular data is a channel. Values of type
 * {@link ElementType#UINT8} count as value / 255.
 *
 * @param mean the mean of each channel
 * @param std the population standard deviation of each channel, above 0; 1 for a constant one
 */
public record Normalization(List<Float> mean, List<Float> std) {

  private static final double CONSTANT = 1e-6;

  /** Checks and copies. */
  public Normalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    Preconditions.checkArgument(mean.size() == std.size(), "mean %s, std %s", mean, std);
    Preconditions.checkArgument(mean.stream().allMatch(Float::isFinite), "mean %s", mean);
    Preconditions.checkArgument(
        std.stream().allMatch(s -> s > 0 && Float.isFinite(s)), "std %s", std);
  }

  /** The normalization of a training set. */
  public static Normalization of(DataSet train) {
    int channels = Math.toIntExact(train.exampleShape().get(train.exampleShape().size() - 1));
    ByteBuffer bytes = train.examples();
    FloatBuffer floats = bytes.asFloatBuffer();
    IntToDoubleFunction value =
        switch (train.elementType()) {
          case UINT8 -> i -> Byte.toUnsignedInt(bytes.get(i)) / 255.0;
          case FLOAT32 -> floats::get;
        };
    int count = bytes.limit() / train.elementType().bytes();
    double perChannel = (double) count / channels;
    double[] mean = new double[channels];
    for (int i = 0, c = 0; i < count; i++, c = c + 1 == channels ? 0 : c + 1) {
      mean[c] += value.applyAsDouble(i) / perChannel;
    }
    double[] variance = new double[channels];
    for (int i = 0, c = 0; i < count; i++, c = c + 1 == channels ? 0 : c + 1) {
      double deviation = value.applyAsDouble(i) - mean[c];
      variance[c] += deviation * deviation / perChannel;
    }
    List<Float> means = new ArrayList<>();
    List<Float> stds = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      double std = Math.sqrt(variance[c]);
      means.add((float) mean[c]);
      stds.add(std < CONSTANT ? 1f : (float) std);
    }
    return new Normalization(means, stds);
  }
}
