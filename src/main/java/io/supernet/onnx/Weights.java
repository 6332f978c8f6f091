package io.supernet.onnx;

import io.supernet.network.StoredWeights;
import io.supernet.network.WeightFormat;
import io.supernet.onnx.proto.Onnx.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Weights as constants, laid out as their layer wants them. */
final class Weights {

  private final Nodes nodes;
  private final StoredWeights stored;
  private final Map<String, String> made = new HashMap<>();

  Weights(Nodes nodes, StoredWeights stored) {
    this.nodes = nodes;
    this.stored = stored;
  }

  /** A weight as it is. */
  String plain(String name, List<Long> shape) {
    return once(
        name,
        () ->
            stored.packs(name)
                ? packed(name, shape, value(name), shape.size() - 1)
                : nodes.constant(name, shape, value(name)));
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
        () -> {
          float[] values = turned(value(name), shape, depthwise);
          return stored.packs(name)
              ? packed(name, turned, values, 0)
              : nodes.constant(name, turned, values);
        });
  }

  /**
   * A constant in fewer bits, made float32 by a node.
   *
   * @param axis of the output channels
   */
  private String packed(String name, List<Long> shape, float[] values, int axis) {
    boolean steps = stored.format() == WeightFormat.INT8;
    int behind = Math.toIntExact(shape.stream().skip(axis + 1L).reduce(1L, (a, b) -> a * b));
    int channels = Math.toIntExact(shape.get(axis));
    byte[] bytes = stored.packed(name, values, i -> i / behind % channels);
    String constant =
        nodes.constant(
            name, steps ? DataType.INT8 : DataType.BFLOAT16, shape, ByteBuffer.wrap(bytes));
    String wide = nodes.add("Cast", name, List.of(constant), Map.of("to", DataType.FLOAT_VALUE));
    if (!steps) {
      return wide;
    }
    List<Long> broadcast = new ArrayList<>(Collections.nCopies(shape.size(), 1L));
    broadcast.set(axis, (long) channels);
    // Not DequantizeLinear: ONNX Runtime fuses it into products that round their inputs, too.
    return nodes.add("Mul", name, wide, nodes.constant(name, broadcast, stored.scale(name)));
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
    return stored.value(name);
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
