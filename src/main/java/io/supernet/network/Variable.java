package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReadVariableOp;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * A float32 resource variable of a graph.
 *
 * @param name under which it is saved
 * @param shape of the value
 * @param decay whether weight decay applies
 * @param pace as {@link WeightSpec#pace}
 * @param handle the resource
 * @param initializer the op that gives it its first value
 */
@API(status = INTERNAL)
public record Variable(
    String name, List<Long> shape, boolean decay, double pace, VarHandleOp handle, Op initializer) {

  /** Adds a read of the current value. */
  public Operand<TFloat32> read(Ops tf) {
    ReadVariableOp<TFloat32> read = tf.readVariableOp(handle, TFloat32.class);
    return read.value();
  }
}
