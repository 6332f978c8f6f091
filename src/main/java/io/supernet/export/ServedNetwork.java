package io.supernet.export;

import io.supernet.network.Variable;
import io.supernet.network.Variables;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What stands between normalized examples and the answers of a graph. */
interface ServedNetwork {

  /** Of the last layer: float32 {@code [batch, outputs]}. */
  Operand<TFloat32> outputs();

  Variables variables();

  /** Whether a variable has a gradient in training. */
  boolean trained(Variable variable);

  /** The value of a variable. */
  float[] value(String name);

  /** Gives all variables their values. */
  default void assign(Session session) {
    for (Variable variable : variables().all()) {
      Shape shape = Shape.of(variable.shape().stream().mapToLong(Long::longValue).toArray());
      GraphOperation initializer = (GraphOperation) variable.initializer().op();
      float[] value = value(variable.name());
      // In place of what it begins with: so the graph needs no other operation.
      try (Tensor fed = TFloat32.tensorOf(shape, DataBuffers.of(value, true, false))) {
        session.runner().feed(initializer.input(1), fed).addTarget(initializer).run();
      }
    }
  }
}
