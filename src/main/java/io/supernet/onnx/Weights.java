package io.supernet.onnx;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Weights as constants, laid out as their layer wants them. */
final class Weights {

  private final Nodes nodes;
  private final Map<String, float[]> values;
  private final Map<String, String> made = new HashMap<>();

  Weights(Nodes nodes, Map<String, float[]> values) {
    this.nodes = nodes;
    this.values = values;
  }

  /** A weight as it is. */
  String plain(String name, List<Long> shape) {
    return once(name, () -> nodes.constant(name, shape, value(name)));
  }

  /** A number for each channel of images {@code [batch, channels, height, width]}. */
  String channels(String name) {
    float[] value = value(name);
    return once(
        name + " of images",
        () -> nodes.constant(name, List.of((long) value.length, 1L, 1L), value));
  }

  /**
   * A kernel {@code [height, width, channels, filters]} as {@code [filters, channels, height,
   * width]}; a depthwise one {@code [height, width, channels, 1]} as {@code [channels, 1, height,
   * width]}.
   */
  String kernel(String name, List<Long> shape, boolean depthwise) {
    List<Long> turned =
        depthwise
            ? List.of(shape.get(2), shape.get(3), shape.get(0), shape.get(1))
            : List.of(shape.get(3), shape.get(2), shape.get(0), shape.get(1));
    return once(
        name + " as kernel",
        () -> nodes.constant(name, turned, turned(value(name), shape, depthwise)));
  }

  private String once(String key, Supplier<String> constant) {
    String known = made.get(key);
    if (known == null) {
      known = constant.get();
      made.put(key, known);
    }
    return known;
  }

  private float[] value(String name) {
    return requireNonNull(values.get(name), name);
  }

  private static float[] turned(float[] kernel, List<Long> shape, boolean depthwise) {
    int taps = Math.toIntExact(shape.get(0) * shape.get(1));
    int channels = Math.toIntExact(shape.get(2));
    int filters = Math.toIntExact(shape.get(3));
    float[] turned = new float[kernel.length];
    for (int tap = 0; tap < taps; tap++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int filter = 0; filter < filters; filter++) {
          int outer = depthwise ? channel * filters + filter : filter * channels + channel;
          turned[outer * taps + tap] = kernel[(tap * channels + channel) * filters + filter];
        }
      }
    }
    return turned;
  }
}
