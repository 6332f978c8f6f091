package io.supernet.export;

import com.google.protobuf.ByteString;
import io.supernet.network.Initializer;
import io.supernet.network.Subnet.Normalized;
import io.supernet.network.Subnet.Step;
import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.network.WeightFormat;
import io.supernet.network.WeightSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

/** The network between normalized examples and its outputs, in a graph. */
final class NetworkGraph implements ServedNetwork {

  /** TensorFlow saves one variable at least; that of a network whose weights are constants. */
  private static final String NOTHING = "nothing";

  private final Ops tf;
  private final Folded network;
  private final Variables variables;
  private final Set<String> statistics = new HashSet<>();
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
    this.variables = new Variables(tf, 0);
    this.outputs = Layers.add(tf, "model.", network.subnet(), examples, this::weight);
    for (Step step : network.subnet().steps()) {
      if (step.source() instanceof Normalized by) {
        statistics.addAll(List.of(by.mean(), by.variance()));
      }
    }
    if (variables.all().isEmpty()) {
      statistics.add(NOTHING);
      variables.variable(weightOf(NOTHING, List.of()));
    }
    variables.addSaver();
  }

  @Override
  public Operand<TFloat32> outputs() {
    return outputs;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public boolean trained(Variable variable) {
    return !statistics.contains(variable.name());
  }

  @Override
  public float[] value(String name) {
    return name.equals(NOTHING) ? new float[1] : network.weights().value(name);
  }

  private Operand<TFloat32> weight(Ops ops, String name, List<Long> shape) {
    return network.weights().packs(name)
        ? packed(name, shape)
        : variables.variable(weightOf(name, shape)).read(ops);
  }

  private static WeightSpec weightOf(String name, List<Long> shape) {
    return new WeightSpec(name, shape, Initializer.zeros(), false);
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
    return Layers.byChannel(named, wide, network.weights().scale(name), shape);
  }

  /** By name, as TensorFlow Java has no class for int8. */
  private static OperationBuilder op(Ops named, String type) {
    Scope scope = named.scope();
    return scope.env().opBuilder(type, scope.makeOpName(type), scope);
  }
}
