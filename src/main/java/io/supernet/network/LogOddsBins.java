package io.supernet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Narrow bins of log odds, by whose order examples are ranked. */
final class LogOddsBins {

  /** Odds beyond this are as good as certain. */
  private static final float FARTHEST = 20.48f;

  private LogOddsBins() {}

  /**
   * The bin of each.
   *
   * @param odds float32; what is no finite number is taken for even odds
   * @param bins how many, the first of the least odds; of 4096 each is a hundredth wide
   * @return int32 of the same shape
   */
  static Operand<TInt32> of(Ops tf, Operand<TFloat32> odds, int bins) {
    Operand<TBool> none = tf.math.logicalNot(tf.math.isFinite(odds));
    Operand<TFloat32> clipped =
        tf.clipByValue(
            tf.select(none, tf.zerosLike(odds), odds),
            tf.constant(-FARTHEST),
            tf.constant(FARTHEST));
    Operand<TFloat32> places =
        tf.math.mul(
            tf.math.add(clipped, tf.constant(FARTHEST)), tf.constant((bins - 1) / (2 * FARTHEST)));
    return tf.dtypes.cast(tf.math.round(places), TInt32.class);
  }
}
