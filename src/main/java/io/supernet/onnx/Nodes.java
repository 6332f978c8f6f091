package io.supernet.onnx;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import io.supernet.onnx.proto.Onnx.AttributeProto;
import io.supernet.onnx.proto.Onnx.AttributeProto.AttributeType;
import io.supernet.onnx.proto.Onnx.GraphProto;
import io.supernet.onnx.proto.Onnx.NodeProto;
import io.supernet.onnx.proto.Onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes and constants of a graph; names are unique, and a constant is there once. */
final class Nodes {

  private final GraphProto.Builder graph;
  private final Set<String> names = new HashSet<>();
  private final Map<List<Long>, String> integers = new HashMap<>();
  private final Map<Float, String> scalars = new HashMap<>();

  Nodes(GraphProto.Builder graph) {
    this.graph = graph;
  }

  /**
   * Adds a node.
   *
   * @param name of its output, made unique
   * @param attributes whole numbers, lists of them, floats and texts by name
   * @return the name of its output
   */
  String add(String operation, String name, List<String> inputs, Map<String, Object> attributes) {
    String output = unique(name);
    NodeProto.Builder node =
        graph.addNodeBuilder().setOpType(operation).setName(output).addOutput(output);
    node.addAllInput(inputs);
    // In one order, so that the same network gives the same file.
    attributes.keySet().stream()
        .sorted()
        .forEach(key -> node.addAttribute(attribute(key, requireNonNull(attributes.get(key)))));
    return output;
  }

  String add(String operation, String name, String... inputs) {
    return add(operation, name, List.of(inputs), Map.of());
  }

  /** Keeps a name for an input or output of the graph. */
  void reserve(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("Two values are named '" + name + "'.");
    }
  }

  /** Gives a value a name that was kept. */
  void named(String value, String name) {
    graph
        .addNodeBuilder()
        .setOpType("Identity")
        .setName(unique(name))
        .addInput(value)
        .addOutput(name);
  }

  /** A float32 constant, row by row. */
  String constant(String name, List<Long> shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, TensorProto.DataType.FLOAT, shape, bytes);
  }

  /** A float32 scalar. */
  String scalar(float value) {
    return scalars.computeIfAbsent(value, v -> constant("number", List.of(), new float[] {value}));
  }

  /** A list of int64. */
  String integers(long... values) {
    return integers.computeIfAbsent(
        Longs.asList(values),
        v -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asLongBuffer().put(values);
          return constant(
              "numbers", TensorProto.DataType.INT64, List.of((long) values.length), bytes);
        });
  }

  /** A constant of any type, from its bytes. */
  String constant(String name, TensorProto.DataType type, List<Long> shape, ByteBuffer bytes) {
    String unique = unique(name);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(unique)
            .setDataType(type.getNumber())
            .addAllDims(shape)
            .setRawData(ByteString.copyFrom(bytes)));
    return unique;
  }

  private String unique(String name) {
    String unique = name;
    for (int i = 1; !names.add(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Integer number) {
      return attribute.setType(AttributeType.INT).setI(number).build();
    }
    if (value instanceof int[] numbers) {
      attribute.setType(AttributeType.INTS);
      Ints.asList(numbers).forEach(number -> attribute.addInts(number.longValue()));
      return attribute.build();
    }
    return attribute.setType(AttributeType.FLOAT).setF((Float) value).build();
  }
}
