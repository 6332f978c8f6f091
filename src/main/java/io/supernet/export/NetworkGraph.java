package io.supernet.export;

import com.google.protobuf.ByteString;
import io.supernet.network.Initializer;
import io.supernet.network.Subnet.Computed;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Subnet.Weight;
import io.supernet.network.Subnet.Zeros;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.network.WeightFormat;
import io.supernet.network.WeightSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The network between normalized examples and its outputs, in a graph. */
final class NetworkGraph {

  private static final String PREFIX = "model.";

  /** TensorFlow saves one variable at least; that of a network whose weights are constants. */
  private static final String NOTHING = "nothing";

  private final Ops tf;
  private final Folded network;
  private final Variables variables;
  private final Set<String> statistics = new HashSet<>();
  private final Operand<TFloat32> examples;
  private final Operand<TFloat32> outputs;

  /**
   * Adds the operations.
   *
   * @param tf of the graph, without scope
   * @param examples normalized, float32 {@code [batch] + exampleShape}
   */
  NetworkGraph(Ops tf, Folded network, Operand<TFloat32> examples) {
    this.tf = tf;
    this.network = network;
    this.examples = examples;
    this.variables = new Variables(tf, 0);
    List<Operand<TFloat32>> values = new ArrayList<>();
    for (Step step : network.subnet().steps()) {
      List<Operand<TFloat32>> inputs = step.inputs().stream().map(values::get).toList();
      values.add(value(step, inputs));
    }
    this.outputs = values.get(network.subnet().output());
    if (variables.all().isEmpty()) {
      statistics.add(NOTHING);
      variable(NOTHING, List.of());
    }
    variables.addSaver();
  }

  /** Of the last layer: float32 {@code [batch, outputs]}. */
  Operand<TFloat32> outputs() {
    return outputs;
  }

  Variables variables() {
    return variables;
  }

  /** Whether a variable has a gradient in training. */
  boolean trained(Variable variable) {
    return !statistics.contains(variable.name());
  }

  /** Gives all variables their values. */
  void assign(Session session) {
    for (Variable variable : variables.all()) {
      Shape shape = Shape.of(variable.shape().stream().mapToLong(Long::longValue).toArray());
      GraphOperation initializer = (GraphOperation) variable.initializer().op();
      float[] value =
          variable.name().equals(NOTHING) ? new float[1] : network.weights().value(variable.name());
      // In place of what it begins with: so the graph needs no other operation.
      try (Tensor fed = TFloat32.tensorOf(shape, DataBuffers.of(value, true, false))) {
        session.runner().feed(initializer.input(1), fed).addTarget(initializer).run();
      }
    }
  }

  private Operand<TFloat32> value(Step step, List<Operand<TFloat32>> inputs) {
    Ops ops = tf.withName(PREFIX + step.path().replaceAll("[^A-Za-z0-9_-]", "."));
    if (step.source() instanceof Computed computed) {
      return computed.operation().apply(ops, inputs);
    } else if (step.source() instanceof Weight weight) {
      return network.weights().packs(weight.name())
          ? packed(weight.name(), step.shape())
          : variable(weight.name(), step.shape()).read(ops);
    } else if (step.source() instanceof Zeros) {
      return ops.fill(batchOf(ops, step.shape()), ops.constant(0f));
    } else if (step.source() instanceof Normalized by) {
      List<Long> channels = List.of(step.shape().get(step.shape().size() - 1));
      statistics.addAll(List.of(by.mean(), by.variance()));
      Operand<TFloat32> variance = variable(by.variance(), channels).read(ops);
      Operand<TFloat32> deviation =
          ops.math.rsqrt(ops.math.add(variance, ops.constant(by.epsilon())));
      Operand<TFloat32> factor = ops.math.mul(inputs.get(1), deviation);
      Operand<TFloat32> centered =
          ops.math.sub(inputs.get(0), variable(by.mean(), channels).read(ops));
      return ops.math.add(ops.math.mul(centered, factor), inputs.get(2));
    }
    return examples;
  }

  /**
   * A weight in fewer bits: a constant, so that TensorFlow makes it float32 once for all answers.
   */
  private Operand<TFloat32> packed(String name, List<Long> shape) {
    boolean steps = network.weights().format() == WeightFormat.INT8;
    DataType type = steps ? DataType.DT_INT8 : DataType.DT_BFLOAT16;
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(type);
    shape.forEach(size -> tensor.getTensorShapeBuilder().addDimBuilder().setSize(size));
    tensor.setTensorContent(ByteString.copyFrom(network.weights().packed(name)));
    Ops named = tf.withName(name.replaceAll("[^A-Za-z0-9_-]", "."));
    Output<?> stored =
        op(named, "Const")
            .setAttr("dtype", type)
            .setAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
            .build()
            .output(0);
    Operand<TFloat32> wide =
        op(named, "Cast")
            .addInput(stored)
            .setAttr("DstT", DataType.DT_FLOAT)
            .build()
            .output(0)
            .expect(TFloat32.class);
    if (!steps) {
      return wide;
    }
    // Of a depthwise kernel, channels are the last dimension but one.
    float[] scale = network.weights().scale(name);
    int[] broadcast = new int[shape.size()];
    Arrays.fill(broadcast, 1);
    int last = shape.size() - 1;
    broadcast[shape.get(last) == scale.length ? last : last - 1] = scale.length;
    return named.math.mul(wide, named.reshape(named.constant(scale), named.constant(broadcast)));
  }

  /** By name, as TensorFlow Java has no class for int8. */
  private static OperationBuilder op(Ops named, String type) {
    Scope scope = named.scope();
    return scope.env().opBuilder(type, scope.makeOpName(type), scope);
  }

  private Variable variable(String name, List<Long> shape) {
    return variables.variable(new WeightSpec(name, shape, Initializer.zeros(), false));
  }

  private Operand<TInt64> batchOf(Ops ops, List<Long> shape) {
    Operand<TInt64> batch =
        ops.slice(
            ops.shape(examples, TInt64.class),
            ops.constant(new int[] {0}),
            ops.constant(new int[] {1}));
    long[] rest = shape.stream().skip(1).mapToLong(Long::longValue).toArray();
    return ops.concat(List.of(batch, ops.constant(rest)), ops.constant(0));
  }
}
