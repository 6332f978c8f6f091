package io.supernet.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Hands a value to its users one after another, so that none has more than two: every further one
 * hangs on what the last has left. The gradient of a value is the sum over its users, and a sum of
 * three or more (AddN) is added up in an order that depends on which memory happens to be free; a
 * sum of two is not.
 *
 * <p>After a decision of which only some options use the value, the next user hangs on a merge of
 * all its branches. Where the option taken does not use the value, the gradient then passes by;
 * otherwise zeros of the value's size would be filled and added.
 */
final class FanOut {

  private final Ops tf;
  private final Map<Output<?>, Operand<TFloat32>> last = new HashMap<>();
  private final Map<Output<?>, List<Operand<TFloat32>>> switched = new HashMap<>();

  FanOut(Ops tf) {
    this.tf = tf.withName("use");
  }

  /** The value for one more user. */
  Operand<TFloat32> use(Operand<TFloat32> value) {
    Operand<TFloat32> before = last.get(value.asOutput());
    Operand<TFloat32> next = before == null ? value : next(before);
    last.put(value.asOutput(), next);
    return next;
  }

  /** The value for one more user, a decision: one output an option. */
  List<Operand<TFloat32>> switchOn(Operand<TFloat32> value, Operand<TInt32> option, int options) {
    Operand<TFloat32> used = use(value);
    List<Operand<TFloat32>> branches = ControlFlow.switchOn(tf, used, option, options);
    switched.put(used.asOutput(), branches);
    return branches;
  }

  private Operand<TFloat32> next(Operand<TFloat32> before) {
    List<Operand<TFloat32>> branches = switched.getOrDefault(before.asOutput(), List.of());
    if (branches.stream().allMatch(branch -> last.containsKey(branch.asOutput()))) {
      return tf.identity(before);
    }
    return tf.merge(branches.stream().map(this::use).toList()).output();
  }
}
