package io.supernet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow ops inside a network.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TensorFlowOperation {

  /**
   * Adds the ops to the graph.
   *
   * @param tf adds ops with names of this layer
   * @param inputs the operands of the layer's inputs, and the only values of the network that the
   *     ops may use
   * @return the output, float32
   */
  Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> inputs);
}
