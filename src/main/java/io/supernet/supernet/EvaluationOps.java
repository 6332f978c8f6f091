package io.supernet.supernet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** What an evaluation adds to a forward pass: how many examples were right, and their loss. */
final class EvaluationOps {

  private final Operand<TFloat32> right;
  private final Operand<TFloat32> lossSum;

  /**
   * Adds the ops.
   *
   * @param logits float32 {@code [skipped + batch, classes]}
   * @param labels int32 {@code [skipped + batch]}
   * @param skipped int32 scalar: first rows that do not count
   */
  EvaluationOps(Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels, Operand<TInt32> skipped) {
    Operand<TInt32> one = tf.reshape(skipped, tf.constant(new int[] {1}));
    Operand<TInt32> begin = tf.concat(List.of(one, tf.constant(new int[] {0})), tf.constant(0));
    Operand<TFloat32> scored = tf.slice(logits, begin, tf.constant(new int[] {-1, -1}));
    Operand<TInt32> truth = tf.slice(labels, one, tf.constant(new int[] {-1}));
    // The framework's accuracies either keep sums in variables, which evaluations at once would
    // mix,
    // or count ties as right.
    Operand<TInt32> predicted = tf.math.argMax(scored, tf.constant(1), TInt32.class);
    Operand<TInt64> hits = tf.dtypes.cast(tf.math.equal(predicted, truth), TInt64.class);
    this.right = tf.dtypes.cast(tf.sum(hits, tf.constant(0)), TFloat32.class);
    this.lossSum =
        tf.sum(Losses.sparseCategoricalCrossentropy(tf, truth, scored, true, -1), tf.constant(0));
  }

  /** Float32 scalar. */
  Operand<TFloat32> right() {
    return right;
  }

  /** Float32 scalar, nats. */
  Operand<TFloat32> lossSum() {
    return lossSum;
  }
}
