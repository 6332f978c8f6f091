package io.supernet.supernet;

import io.supernet.network.Head;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** What an evaluation adds to a forward pass: the sums that its metrics come from. */
final class EvaluationOps {

  private final List<Operand<TFloat64>> sums;

  /**
   * Adds the ops.
   *
   * @param logits float32 {@code [skipped + batch, outputs]}
   * @param labels as {@link LabelTensors} has them, {@code [skipped + batch]} of them
   * @param skipped int32 scalar: first rows that do not count
   */
  EvaluationOps(
      Ops tf,
      Head head,
      Operand<TFloat32> logits,
      Operand<? extends TNumber> labels,
      Operand<TInt32> skipped) {
    Operand<TInt32> one = tf.reshape(skipped, tf.constant(new int[] {1}));
    Operand<TInt32> begin = tf.concat(List.of(one, tf.constant(new int[] {0})), tf.constant(0));
    Operand<TInt32> rest = tf.constant(new int[] {-1, -1});
    Operand<? extends TNumber> judged =
        labels.rank() == 2
            ? tf.slice(labels, begin, rest)
            : tf.slice(labels, one, tf.constant(new int[] {-1}));
    this.sums = head.sums(tf, judged, tf.slice(logits, begin, rest));
  }

  /** Float64 scalars or vectors, over the rows that count. */
  List<Operand<TFloat64>> sums() {
    return sums;
  }
}
