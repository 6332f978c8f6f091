package io.supernet.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The gradients of {@code Switch} and {@code Merge}, which TensorFlow's C++ differentiation lacks.
 * TensorFlow Java has room for 10 op types with custom gradients in a JVM; these are the project's
 * only two.
 */
final class ControlFlowGradients {

  private static boolean registered;

  private ControlFlowGradients() {}

  /** Registers both, once in a JVM. */
  static synchronized void register() {
    if (!registered) {
      TensorFlow.registerCustomGradient("Switch", ControlFlowGradients::ofSwitch);
      TensorFlow.registerCustomGradient("Merge", ControlFlowGradients::ofMerge);
      registered = true;
    }
  }

  /**
   * Only one side was live: its gradient. TensorFlow puts zeros for a side without a path to the
   * loss.
   */
  private static List<Operand<?>> ofSwitch(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    Operand<TFloat32> data =
        tf.merge(List.of(float32(gradients.get(0)), float32(gradients.get(1)))).output();
    return List.of(data, tf.constant(false));
  }

  /** The gradient goes to the input that was live and nowhere else. */
  private static List<Operand<?>> ofMerge(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    @SuppressWarnings("unchecked")
    Operand<TInt32> valueIndex = (Operand<TInt32>) (Operand<?>) op.output(1);
    List<Operand<?>> inputs = new ArrayList<>();
    for (int i = 0; i < op.numInputs(); i++) {
      var live = tf.math.equal(valueIndex, tf.constant(i));
      inputs.add(tf.switchCond(float32(gradients.get(0)), live).outputTrue());
    }
    return inputs;
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> float32(Output<?> output) {
    return (Operand<TFloat32>) (Operand<?>) output;
  }
}
