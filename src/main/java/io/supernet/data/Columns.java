package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Refuses channels of floats that scaling to mean 0 and standard deviation 1 destroys: float32
 * cannot hold the result, or one value pushes all others together.
 */
final class Columns {

  /** Says where a value stands, such as {@code line 4, column 2 of file f}. */
  @FunctionalInterface
  interface Place {
    String of(int example, int channel);
  }

  /** Others that are closer than this, in standard deviations, are one number to a network. */
  private static final double TOGETHER = 1e-5;

  /** So many steps of float32 apart may be rounding in the data. */
  private static final int ROUNDING = 64;

  private static final double LEAST_STD = 1024 * (double) Float.MIN_NORMAL;
  private static final int SAMPLE = 4096;

  private final int examples;
  private final Place place;
  private final Moments moments;
  private final IntToDoubleFunction values;
  private final int channels;
  private final int perChannel;

  private Columns(int examples, IntToDoubleFunction values, int count, int channels, Place place) {
    this.examples = examples;
    this.place = place;
    this.moments = Moments.of(values, count, channels);
    this.values = values;
    this.channels = channels;
    this.perChannel = count / channels;
  }

  /** Names the value that is at fault, and where it stands. */
  static void check(DataSet data, Place place) {
    new Columns(
            data.size(), Moments.values(data), Moments.count(data), Moments.channels(data), place)
        .check();
  }

  /** The same of one column of at least one number, an example each. */
  static void check(float[] values, Place place) {
    new Columns(values.length, i -> values[i], values.length, 1, place).check();
  }

  private void check() {
    for (int channel = 0; channel < channels; channel++) {
      check(channel);
    }
  }

  private void check(int channel) {
    double std = moments.std()[channel];
    if (std == 0) {
      return;
    }
    int farthest = farthest(channel);
    double value = value(channel, farthest);
    if (Math.abs(value - moments.mean()[channel]) > Float.MAX_VALUE) {
      throw refused(channel, farthest, "is too large to be scaled as float32; divide its column");
    }
    if (std < LEAST_STD) {
      throw refused(channel, farthest, "is too small to be scaled as float32; multiply its column");
    }
    if (areTogether(sample(channel), std)) {
      throw refused(
          channel,
          farthest,
          "is so far from most others that scaling makes one number of them; correct it, or remove its line or column");
    }
  }

  private SupernetException refused(int channel, int index, String why) {
    int example = (int) ((long) index * examples / perChannel);
    return new SupernetException(
        DATA,
        Text.of(
            "The value %s in %s %s.",
            (float) value(channel, index), place.of(example, channel), why));
  }

  private double value(int channel, int index) {
    return values.applyAsDouble(index * channels + channel);
  }

  private int farthest(int channel) {
    int farthest = 0;
    double distance = -1;
    for (int i = 0; i < perChannel; i++) {
      double d = Math.abs(value(channel, i) - moments.mean()[channel]);
      if (d > distance) {
        distance = d;
        farthest = i;
      }
    }
    return farthest;
  }

  private double[] sample(int channel) {
    int step = Math.max(1, perChannel / SAMPLE);
    double[] sample = new double[perChannel / step];
    Arrays.setAll(sample, i -> value(channel, i * step));
    Arrays.sort(sample);
    return sample;
  }

  /** Whether half of the values or more lie together, and yet are different ones. */
  private static boolean areTogether(double[] sorted, double std) {
    int from = 0;
    int to = sorted.length;
    while (true) {
      int cut = from + 1;
      for (int i = from + 1; i < to; i++) {
        cut = sorted[i] - sorted[i - 1] > sorted[cut] - sorted[cut - 1] ? i : cut;
      }
      double range = sorted[to - 1] - sorted[from];
      double size = Math.max(Math.abs(sorted[from]), Math.abs(sorted[to - 1]));
      if (range < TOGETHER * std) {
        return range > ROUNDING * Math.ulp((float) size);
      }
      // A gap wider than all the rest: what is beyond it, if it is the lesser part, stands apart.
      if (2 * (sorted[cut] - sorted[cut - 1]) < range) {
        return false;
      }
      boolean low = cut - from >= to - cut;
      int left = low ? cut - from : to - cut;
      if (2 * left < sorted.length) {
        return false;
      }
      from = low ? from : cut;
      to = low ? cut : to;
    }
  }
}
