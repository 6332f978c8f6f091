package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The ops that make a supernet lazy, {@code _SwitchN} (to which TensorFlow itself lowers a {@code
 * Case}) and {@code Merge}, and their gradients, which TensorFlow's C++ differentiation lacks.
 * TensorFlow Java has room for 10 op types with custom gradients in a JVM; these are the project's
 * only two.
 */
@API(status = INTERNAL)
public final class ControlFlow {

  private ControlFlow() {}

  /**
   * Registers the gradients. TensorFlow has one table of them for the process, and keeps the first
   * of each op type: of whichever run and class loader, they depend on their arguments alone.
   */
  static void registerGradients() {
    TensorFlow.registerCustomGradient("_SwitchN", ControlFlow::ofSwitch);
    TensorFlow.registerCustomGradient("Merge", ControlFlow::ofMerge);
  }

  /**
   * The value on one of some outputs, while the others are dead.
   *
   * @param index int32 scalar: which output is live
   */
  public static List<Operand<TFloat32>> switchOn(
      Ops tf, Operand<TFloat32> value, Operand<TInt32> index, int outputs) {
    Scope scope = tf.scope();
    GraphOperation op =
        (GraphOperation)
            scope
                .opBuilder("_SwitchN", "SwitchN")
                .addInput(value.asOutput())
                .addInput(index.asOutput())
                .setAttr("num_outs", outputs)
                .build();
    List<Operand<TFloat32>> branches = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      branches.add(float32(op.output(i)));
    }
    return branches;
  }

  /**
   * Only one output was live: its gradient. TensorFlow puts zeros for an output without a path to
   * the loss.
   */
  private static List<Operand<?>> ofSwitch(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    List<Operand<TFloat32>> sides = gradients.stream().map(ControlFlow::float32).toList();
    return List.of(tf.merge(sides).output(), tf.constant(0));
  }

  /** The gradient goes to the input that was live and nowhere else. */
  private static List<Operand<?>> ofMerge(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    @SuppressWarnings("unchecked")
    Operand<TInt32> valueIndex = (Operand<TInt32>) (Operand<?>) op.output(1);
    return List.copyOf(switchOn(tf, float32(gradients.get(0)), valueIndex, op.numInputs()));
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> float32(Output<?> output) {
    return (Operand<TFloat32>) (Operand<?>) output;
  }
}
