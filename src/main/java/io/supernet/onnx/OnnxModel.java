package io.supernet.onnx;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Head;
import io.supernet.network.Head.Formula;
import io.supernet.network.Layer;
import io.supernet.network.Prediction.Answer;
import io.supernet.network.StoredWeights;
import io.supernet.network.Subnet;
import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Examples;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Subnet.Zeros;
import io.supernet.onnx.proto.Onnx.GraphProto;
import io.supernet.onnx.proto.Onnx.ModelProto;
import io.supernet.onnx.proto.Onnx.TensorProto.DataType;
import io.supernet.onnx.proto.Onnx.TypeProto;
import io.supernet.onnx.proto.Onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The model of one architecture, from raw examples to what its task answers. It takes and gives
 * what the SavedModel does, under the same names; but where the scores of an example are no
 * numbers, it gives class -1 instead of an error, which the format does not have.
 */
public final class OnnxModel {

  /** Of 2021: everything that runs models today reads it. */
  private static final long IR_VERSION = 8;

  private static final long OPERATIONS = 17;
  private static final String BATCH = "batch";

  private final Subnet subnet;
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Nodes nodes = new Nodes(graph);
  private final Layers layers;

  private OnnxModel(Subnet subnet, StoredWeights weights) {
    this.subnet = subnet;
    this.layers = new Layers(nodes, new Weights(nodes, weights));
  }

  /**
   * Makes a model.
   *
   * @param subnet what it computes
   * @param weights of it
   * @param input what it takes
   * @param answers what it gives
   * @param head how that follows from the outputs of the network
   * @param metadata what else is to be known of it
   * @return the file; the same for the same model
   * @throws SupernetException if only TensorFlow can compute it
   */
  public static byte[] of(
      Subnet subnet,
      StoredWeights weights,
      OnnxInput input,
      List<Answer> answers,
      Head head,
      Map<String, String> metadata) {
    OnnxModel model = new OnnxModel(subnet, weights);
    model.build(input, answers, head.formulas());
    ModelProto.Builder file =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("Supernet")
            .setGraph(model.graph.setName("model"));
    file.addOpsetImportBuilder().setDomain("").setVersion(OPERATIONS);
    new TreeMap<>(metadata)
        .forEach((key, value) -> file.addMetadataPropsBuilder().setKey(key).setValue(value));
    return file.build().toByteArray();
  }

  private void build(OnnxInput input, List<Answer> answers, List<Formula> formulas) {
    if (formulas.isEmpty()) {
      throw new SupernetException(
          Kind.USAGE,
          "This task says its answers by TensorFlow ops, which ONNX does not have; let its Head have formulas, or export a SavedModel.");
    }
    nodes.reserve(input.name());
    answers.forEach(answer -> nodes.reserve(answer.name()));
    graph.addInput(
        info(input.name(), input.bytes() ? DataType.UINT8 : DataType.FLOAT, input.shape()));
    List<String> values = new ArrayList<>();
    for (Step step : subnet.steps()) {
      values.add(value(step, values, input));
    }
    String outputs = values.get(subnet.output());
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      nodes.named(answer(formulas.get(i), answer.name(), outputs), answer.name());
      graph.addOutput(
          info(
              answer.name(),
              answer.type().equals("int64") ? DataType.INT64 : DataType.FLOAT,
              answer.shape()));
    }
  }

  private String value(Step step, List<String> values, OnnxInput input) {
    if (step.source() instanceof Computed computed) {
      if (computed.operation() instanceof Layer layer) {
        List<Step> from = step.inputs().stream().map(subnet.steps()::get).toList();
        if (!computable(layer, from)) {
          throw refused(step, "computes with weights in a way");
        }
        return layers.add(
            layer, name(step), from, step.inputs().stream().map(values::get).toList());
      }
      throw refused(step, "is made of raw TensorFlow ops,");
    } else if (step.source() instanceof Normalized) {
      throw refused(step, "normalizes by computed weights");
    } else if (step.source() instanceof Zeros) {
      return zeros(step, input);
    }
    return step.source() instanceof Examples ? input.normalized(nodes) : "";
  }

  /** Whether a layer reads values of examples first, and then what {@link Layers} takes it for. */
  private static boolean computable(Layer layer, List<Step> from) {
    boolean joins = layer instanceof Layer.Sum || layer instanceof Layer.Concat;
    return from.get(0).shape().get(0) == -1
        && from.stream()
            .skip(1)
            .allMatch(step -> joins ? step.shape().get(0) == -1 : step.source() instanceof Weight);
  }

  private static SupernetException refused(Step step, String does) {
    return new SupernetException(
        Kind.USAGE,
        Text.of(
            "Layer '%s' %s that ONNX does not have; build it of the layers of NetworkBuilder and Operations, or export a SavedModel alone.",
            step.path().isEmpty() ? "at the top" : step.path(), does));
  }

  private static String name(Step step) {
    return step.path() + "out";
  }

  private String zeros(Step step, OnnxInput input) {
    String batch = nodes.add("Shape", BATCH, List.of(input.name()), Map.of("start", 0, "end", 1));
    long[] rest = Layers.turned(step.shape()).stream().skip(1).mapToLong(Long::longValue).toArray();
    String shape =
        nodes.add("Concat", name(step), List.of(batch, nodes.integers(rest)), Map.of("axis", 0));
    return nodes.add("ConstantOfShape", name(step), shape);
  }

  private String answer(Formula formula, String name, String outputs) {
    if (formula instanceof Formula.Softmax) {
      return nodes.add("Softmax", name, List.of(outputs), Map.of("axis", 1));
    } else if (formula instanceof Formula.Sigmoid) {
      return nodes.add("Sigmoid", name, outputs);
    } else if (formula instanceof Formula.Largest) {
      String largest =
          nodes.add("ArgMax", name, List.of(outputs), Map.of("axis", 1, "keepdims", 0));
      String nothing = nodes.add("Sub", name, outputs, outputs);
      String sum =
          nodes.add("ReduceSum", name, List.of(nothing, nodes.integers(1)), Map.of("keepdims", 0));
      return nodes.add("Where", name, nodes.add("IsNaN", name, sum), nodes.integers(-1), largest);
    } else if (formula instanceof Formula.Scaled scaled) {
      String value = nodes.add("Squeeze", name, outputs, nodes.integers(1));
      String large = nodes.add("Mul", name, value, nodes.scalar(scaled.factor()));
      return nodes.add("Add", name, large, nodes.scalar(scaled.shift()));
    }
    return outputs;
  }

  private static ValueInfoProto info(String name, DataType type, List<Long> shape) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    tensor.getShapeBuilder().addDimBuilder().setDimParam(BATCH);
    shape.forEach(size -> tensor.getShapeBuilder().addDimBuilder().setDimValue(size));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
