package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Preconditions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What brings inputs to mean 0 and standard deviation 1: {@code (value - mean) / std}. One entry a
 * channel, the last dimension of an example; a feature of tabular data is a channel. Values of type
 * {@link ElementType#UINT8} count as value / 255. Numbers of categories stay as they are.
 *
 * @param mean the mean of each channel
 * @param std the population standard deviation of each channel, above 0; of a constant one the size
 *     of its value, at least 1, so that it becomes 0
 */
@API(status = INTERNAL)
public record Normalization(List<Float> mean, List<Float> std) {

  /** What differs by less than two steps of float32 is rounding. */
  private static final double CONSTANT = 0x1p-22;

  /** Checks and copies. */
  public Normalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    Preconditions.checkArgument(mean.size() == std.size(), "mean %s, std %s", mean, std);
    Preconditions.checkArgument(mean.stream().allMatch(Float::isFinite), "mean %s", mean);
    Preconditions.checkArgument(
        std.stream().allMatch(s -> s >= Float.MIN_NORMAL && Float.isFinite(s)), "std %s", std);
  }

  /** The normalization of a training set. */
  public static Normalization of(DataSet train) {
    return train.normalization();
  }

  static Normalization measured(DataSet train) {
    if (!train.isScaled()) {
      int channels = train.exampleShape().get(train.exampleShape().size() - 1).intValue();
      return new Normalization(
          Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f));
    }
    Moments moments = Moments.of(train);
    List<Float> means = new ArrayList<>();
    List<Float> stds = new ArrayList<>();
    List<Integer> categories = train.categories();
    for (int c = 0; c < moments.mean().length; c++) {
      if (!categories.isEmpty() && categories.get(c) > 0) {
        means.add(0f);
        stds.add(1f);
        continue;
      }
      double mean = Math.abs(moments.mean()[c]);
      double std = moments.std()[c];
      boolean constant = std < Float.MIN_NORMAL || std <= CONSTANT * mean;
      means.add((float) moments.mean()[c]);
      stds.add((float) (constant ? Math.max(1, mean) : std));
    }
    return new Normalization(means, stds);
  }
}
