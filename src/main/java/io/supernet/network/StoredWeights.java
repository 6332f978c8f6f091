package io.supernet.network;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apiguardian.api.API;

/**
 * Weights as a file stores them.
 *
 * @param format of kernels
 * @param values of all weights by name, row by row: what the stored ones say in float32
 * @param scales of each weight that is stored in fewer bits, the size of a step for each output
 *     channel; none if it has no steps
 */
@API(status = INTERNAL)
public record StoredWeights(
    WeightFormat format, Map<String, float[]> values, Map<String, float[]> scales) {

  private static final int STEPS = 127;

  public StoredWeights {
    values = Map.copyOf(values);
    scales = Map.copyOf(scales);
  }

  /** All in float32. */
  public static StoredWeights plain(Map<String, float[]> values) {
    return new StoredWeights(WeightFormat.FLOAT32, values, Map.of());
  }

  /** Those of a network, rounded to what the format has. */
  public static StoredWeights of(WeightFormat format, Subnet subnet, Map<String, float[]> weights) {
    Map<String, float[]> values = new HashMap<>(weights);
    Map<String, float[]> scales = new HashMap<>();
    for (Step step : subnet.steps()) {
      if (format == WeightFormat.FLOAT32 || !(step.source() instanceof Computed computed)) {
        continue;
      }
      for (int input : step.inputs()) {
        Step kernel = subnet.steps().get(input);
        if (kernel.source() instanceof Weight weight
            && kernel.shape().size() > 1
            && !scales.containsKey(weight.name())) {
          float[] rounded = requireNonNull(weights.get(weight.name())).clone();
          scales.put(
              weight.name(),
              format == WeightFormat.INT8
                  ? steps(rounded, channels(computed, kernel))
                  : bfloat16(rounded));
          values.put(weight.name(), rounded);
        }
      }
    }
    return new StoredWeights(format, values, scales);
  }

  /** What moves fastest in a kernel: its filters, or the channels of a depthwise one. */
  private static int channels(Computed computed, Step kernel) {
    boolean depthwise =
        computed.operation() instanceof Convolution convolution && convolution.depthwise();
    int last = kernel.shape().size() - 1;
    return Math.toIntExact(kernel.shape().get(depthwise ? last - 1 : last));
  }

  /** Rounds to whole steps in place, and gives the size of a step for each channel. */
  private static float[] steps(float[] values, int channels) {
    float[] steps = new float[channels];
    for (int i = 0; i < values.length; i++) {
      steps[i % channels] = Math.max(steps[i % channels], Math.abs(values[i]));
    }
    for (int c = 0; c < channels; c++) {
      float step = steps[c] / STEPS;
      // Of a channel of zeros, or of numbers too small to be divided, any step will do.
      steps[c] = step < Float.MIN_NORMAL ? 1 : step;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(values[i] / steps[i % channels]) * steps[i % channels];
    }
    return steps;
  }

  /** Rounds in place, halves to even; has no steps. */
  private static float[] bfloat16(float[] values) {
    for (int i = 0; i < values.length; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      values[i] = Float.intBitsToFloat((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
    return new float[0];
  }

  /** Whether a weight is stored in fewer bits. */
  public boolean packs(String name) {
    return scales.containsKey(name);
  }

  /** The size of a step for each output channel of a weight that is packed. */
  public float[] scale(String name) {
    return requireNonNull(scales.get(name), name);
  }

  /** The values of a weight. */
  public float[] value(String name) {
    return requireNonNull(values.get(name), name);
  }

  /** The bytes of a packed weight, row by row. */
  public byte[] packed(String name) {
    int channels = scale(name).length;
    return packed(name, value(name), i -> i % channels);
  }

  /**
   * The bytes of a packed weight in another order, the lower of two first.
   *
   * @param values in that order
   * @param channel of each
   */
  public byte[] packed(String name, float[] values, IntUnaryOperator channel) {
    if (format == WeightFormat.INT8) {
      byte[] bytes = new byte[values.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Math.round(values[i] / scale(name)[channel.applyAsInt(i)]);
      }
      return bytes;
    }
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      bytes[2 * i] = (byte) (bits >> 16);
      bytes[2 * i + 1] = (byte) (bits >> 24);
    }
    return bytes;
  }
}
