package io.supernet.network;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gives no value more than two users: every further one hangs on an identity of the last. The
 * gradient of a value is the sum over its users, and a sum of three or more (AddN) is added up in
 * an order that depends on which memory happens to be free; a sum of two is not.
 */
final class FanOut {

  private final Ops tf;
  private final Map<Output<?>, Operand<TFloat32>> last = new HashMap<>();

  FanOut(Ops tf) {
    this.tf = tf.withName("use");
  }

  /** The value for one more user. */
  Operand<TFloat32> use(Operand<TFloat32> value) {
    return last.merge(value.asOutput(), value, (before, same) -> tf.identity(before));
  }
}
