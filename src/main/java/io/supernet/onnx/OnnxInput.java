package io.supernet.onnx;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import io.supernet.onnx.proto.Onnx.TensorProto.DataType;
import java.util.List;
import java.util.Map;

/**
 * What a model takes: raw examples, which it normalizes.
 *
 * @param name of the input
 * @param bytes whether they are uint8; float32 if not
 * @param shape of one example
 * @param factor what each channel is multiplied by
 * @param shift what is added to each channel then
 */
public record OnnxInput(
    String name, boolean bytes, List<Long> shape, List<Float> factor, List<Float> shift) {

  public OnnxInput {
    shape = ImmutableList.copyOf(shape);
    factor = ImmutableList.copyOf(factor);
    shift = ImmutableList.copyOf(shift);
  }

  /** The examples, normalized; images as {@code [batch, channels, height, width]}. */
  String normalized(Nodes nodes) {
    String values =
        bytes
            ? nodes.add("Cast", "floats", List.of(name), Map.of("to", DataType.FLOAT_VALUE))
            : name;
    List<Long> channels = List.of((long) factor.size());
    String scaled =
        nodes.add(
            "Mul",
            "normalized",
            values,
            nodes.constant("factor", channels, Floats.toArray(factor)));
    String moved =
        nodes.add(
            "Add", "normalized", scaled, nodes.constant("shift", channels, Floats.toArray(shift)));
    return shape.size() == 3
        ? nodes.add(
            "Transpose", "normalized", List.of(moved), Map.of("perm", new int[] {0, 3, 1, 2}))
        : moved;
  }
}
