package io.supernet.onnx;

import com.google.common.primitives.Ints;
import io.supernet.network.Convolution;
import io.supernet.network.Layer;
import io.supernet.network.Pointwise;
import io.supernet.network.Pooling;
import io.supernet.network.SelfAttention;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.TokenLayer;
import io.supernet.onnx.proto.Onnx.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The nodes of a layer. Images are {@code [batch, channels, height, width]} here. */
final class Layers {

  private static final int[] PIXELS = {2, 3};

  private final Nodes nodes;
  private final Weights weights;
  private final Sequences sequences;

  Layers(Nodes nodes, Weights weights) {
    this.nodes = nodes;
    this.weights = weights;
    this.sequences = new Sequences(nodes);
  }

  /**
   * Adds a layer.
   *
   * @param name of its output
   * @param from its inputs
   * @param in their values; of weights there are none yet
   * @return its output
   */
  String add(Layer layer, String name, List<Step> from, List<String> in) {
    String x = in.get(0);
    List<Long> shape = from.get(0).shape();
    if (layer instanceof Convolution convolution) {
      return convolution(convolution, name, shape, x, from);
    } else if (layer instanceof Pooling pooling) {
      return pooling(pooling, name, shape, x);
    } else if (layer instanceof Pointwise pointwise) {
      return pointwise(pointwise, name, x);
    } else if (layer instanceof Layer.Dense) {
      return dense(name, x, shape, from.subList(1, from.size()));
    } else if (layer instanceof SelfAttention attention) {
      return sequences.attention(attention, name, x);
    } else if (layer instanceof TokenLayer.Patches patches) {
      return sequences.patches(patches, name, x);
    } else if (layer instanceof TokenLayer.Placed placed) {
      return sequences.placed(placed, name, x, plain(from.get(1)), plain(from.get(2)));
    } else if (layer instanceof TokenLayer.First) {
      return sequences.first(name, x);
    } else if (layer instanceof Layer.SqueezeExcite) {
      return squeezeExcite(name, x, from);
    } else if (layer instanceof Layer.Shift) {
      String padded =
          nodes.add("Pad", name, x, nodes.integers(0, 0, 0, 0, 0, 0, 1, 1), nodes.scalar(0));
      return nodes.add(
          "Slice",
          name,
          padded,
          nodes.integers(1, 1),
          nodes.integers(Integer.MAX_VALUE, Integer.MAX_VALUE),
          nodes.integers(2, 3));
    } else if (layer instanceof Layer.GlobalMean) {
      return nodes.add("ReduceMean", name, List.of(x), Map.of("axes", PIXELS, "keepdims", 0));
    } else if (layer instanceof Layer.Sum) {
      String sum = x;
      for (String next : in.subList(1, in.size())) {
        sum = nodes.add("Add", name, sum, next);
      }
      return sum;
    } else if (layer instanceof Layer.Concat) {
      return nodes.add("Concat", name, in, Map.of("axis", 1));
    } else if (layer instanceof Layer.LayerNormalization) {
      return layerNormalization(name, x, from);
    } else if (layer instanceof Layer.Columns columns) {
      return columns(columns.columns(), name, x);
    } else if (layer instanceof Layer.Lookup lookup) {
      return lookup(lookup, name, x, from);
    } else {
      String scaled = nodes.add("Mul", name, x, channels(from.get(1), shape));
      return nodes.add("Add", name, scaled, channels(from.get(2), shape));
    }
  }

  private String convolution(
      Convolution layer, String name, List<Long> shape, String x, List<Step> from) {
    long height = layer.kernel().get(0);
    long width = layer.kernel().get(1);
    int dilation = layer.dilation();
    int[] pads =
        Padding.same(
            shape.get(1),
            shape.get(2),
            (height - 1) * dilation + 1,
            (width - 1) * dilation + 1,
            layer.stride());
    List<String> in = new ArrayList<>(List.of(x));
    in.add(weights.kernel(weight(from.get(1)), layer.kernel(), layer.depthwise()));
    from.stream().skip(2).forEach(bias -> in.add(plain(bias)));
    return nodes.add(
        "Conv",
        name,
        in,
        Map.of(
            "kernel_shape",
            new int[] {Math.toIntExact(height), Math.toIntExact(width)},
            "strides",
            both(layer.stride()),
            "dilations",
            both(dilation),
            "pads",
            pads,
            "group",
            layer.depthwise() ? Math.toIntExact(shape.get(3)) : 1));
  }

  private String pooling(Pooling layer, String name, List<Long> shape, String x) {
    int[] pads =
        Padding.same(shape.get(1), shape.get(2), layer.kernel(), layer.kernel(), layer.stride());
    Map<String, Object> attributes =
        Map.of("kernel_shape", both(layer.kernel()), "strides", both(layer.stride()), "pads", pads);
    // Padding does not count: that is the default of the one, and the other has no choice.
    return switch (layer.kind()) {
      case AVERAGE -> nodes.add("AveragePool", name, List.of(x), attributes);
      case MAXIMUM -> nodes.add("MaxPool", name, List.of(x), attributes);
    };
  }

  private String pointwise(Pointwise function, String name, String x) {
    return switch (function) {
      case RELU -> nodes.add("Relu", name, x);
      case RELU6 -> nodes.add("Clip", name, x, nodes.scalar(0), nodes.scalar(6));
      case TANH -> nodes.add("Tanh", name, x);
      case SWISH -> nodes.add("Mul", name, x, nodes.add("Sigmoid", name, x));
      case GELU -> gelu(name, x);
      case HARD_SWISH -> nodes.add("HardSwish", name, x);
    };
  }

  /** x · (1 + erf(x / √2)) / 2; an operation of that name came later. */
  private String gelu(String name, String x) {
    String small = nodes.add("Mul", name, x, nodes.scalar((float) Math.sqrt(0.5)));
    String sum = nodes.add("Add", name, nodes.add("Erf", name, small), nodes.scalar(1));
    return nodes.add("Mul", name, x, nodes.add("Mul", name, sum, nodes.scalar(0.5f)));
  }

  private String dense(String name, String x, List<Long> shape, List<Step> kernelAndBias) {
    List<String> in = new ArrayList<>(List.of(x));
    kernelAndBias.forEach(weight -> in.add(plain(weight)));
    if (in.size() == 3 && shape.size() == 2) {
      return nodes.add("Gemm", name, in, Map.of());
    }
    String product = nodes.add("MatMul", name, in.get(0), in.get(1));
    return in.size() == 3 ? nodes.add("Add", name, product, in.get(2)) : product;
  }

  private String squeezeExcite(String name, String x, List<Step> from) {
    String h = nodes.add("ReduceMean", name, List.of(x), Map.of("axes", PIXELS, "keepdims", 0));
    List<Long> rows = List.of(-1L, from.get(0).shape().get(3));
    h = nodes.add("Relu", name, dense(name, h, rows, from.subList(1, 3)));
    h = dense(name, h, rows, from.subList(3, 5));
    h = nodes.add("HardSigmoid", name, List.of(h), Map.of("alpha", 1f / 6, "beta", 0.5f));
    return nodes.add("Mul", name, x, nodes.add("Unsqueeze", name, h, nodes.integers(2, 3)));
  }

  /** From operations that older readers know, too. */
  private String layerNormalization(String name, String x, List<Step> from) {
    Map<String, Object> rows = Map.of("axes", new int[] {-1}, "keepdims", 1);
    String mean = nodes.add("ReduceMean", name, List.of(x), rows);
    String centered = nodes.add("Sub", name, x, mean);
    String square = nodes.add("Mul", name, centered, centered);
    String variance = nodes.add("ReduceMean", name, List.of(square), rows);
    String epsilon = nodes.scalar(Layer.LayerNormalization.EPSILON);
    String deviation = nodes.add("Sqrt", name, nodes.add("Add", name, variance, epsilon));
    String normal = nodes.add("Div", name, centered, deviation);
    String scaled = nodes.add("Mul", name, normal, plain(from.get(1)));
    return nodes.add("Add", name, scaled, plain(from.get(2)));
  }

  private String columns(List<Integer> columns, String name, String x) {
    return nodes.add("Gather", name, List.of(x, integers(columns)), Map.of("axis", 1));
  }

  private String lookup(Layer.Lookup layer, String name, String x, List<Step> from) {
    String places = columns(layer.columns(), name, x);
    String numbers = nodes.add("Cast", name, List.of(places), Map.of("to", DataType.INT64_VALUE));
    String known =
        nodes.add(
            "And",
            name,
            nodes.add("Greater", name, numbers, nodes.integers(0)),
            nodes.add("Less", name, numbers, integers(layer.counts())));
    String before = nodes.add("Sub", name, numbers, nodes.integers(1));
    String rows =
        nodes.add(
            "Add",
            name,
            nodes.add("Where", name, known, before, nodes.integers(0)),
            integers(Ints.asList(layer.firsts())));
    String found = nodes.add("Gather", name, plain(from.get(1)), rows);
    String there = nodes.add("Cast", name, List.of(known), Map.of("to", DataType.FLOAT_VALUE));
    String y =
        nodes.add("Mul", name, found, nodes.add("Unsqueeze", name, there, nodes.integers(2)));
    String flat;
    if (layer.added()) {
      flat = nodes.add("ReduceSum", name, List.of(y, nodes.integers(1)), Map.of("keepdims", 0));
    } else {
      String turned = nodes.add("Transpose", name, List.of(y), Map.of("perm", new int[] {0, 2, 1}));
      long width = (long) layer.width() * layer.columns().size();
      flat = nodes.add("Reshape", name, turned, nodes.integers(-1, width));
    }
    return from.size() == 3 ? nodes.add("Add", name, flat, plain(from.get(2))) : flat;
  }

  private String integers(List<Integer> values) {
    return nodes.integers(values.stream().mapToLong(Integer::longValue).toArray());
  }

  private String channels(Step weight, List<Long> shape) {
    return shape.size() == 4 ? weights.channels(weight(weight)) : plain(weight);
  }

  private String plain(Step weight) {
    return weights.plain(weight(weight), weight.shape());
  }

  private static String weight(Step step) {
    return ((Weight) step.source()).name();
  }

  /** Images with their channels first; rows as they are. */
  static List<Long> turned(List<Long> shape) {
    return shape.size() == 4
        ? List.of(shape.get(0), shape.get(3), shape.get(1), shape.get(2))
        : shape;
  }

  private static int[] both(int size) {
    return new int[] {size, size};
  }
}
