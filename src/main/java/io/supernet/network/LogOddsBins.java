package io.supernet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Narrow bins of log odds, by whose order examples are ranked: narrowest at even odds, where most
 * outputs are.
 */
final class LogOddsBins {

  /** Odds beyond this are as good as certain. */
  private static final float FARTHEST = 20.48f;

  /** Where bins are four times as wide as at even odds. */
  private static final float WIDER = 4;

  private static final float FARTHEST_PLACE = FARTHEST / (1 + FARTHEST / WIDER);

  private LogOddsBins() {}

  /**
   * The bin of each.
   *
   * @param odds float32; what is no finite number is taken for even odds
   * @param bins how many, the first of the least odds; of 4096 one is 0.0016 wide at even odds,
   *     0.01 at log odds of 6
   * @return int32 of the same shape
   */
  static Operand<TInt32> of(Ops tf, Operand<TFloat32> odds, int bins) {
    Operand<TBool> none = tf.math.logicalNot(tf.math.isFinite(odds));
    Operand<TFloat32> clipped =
        tf.clipByValue(
            tf.select(none, tf.zerosLike(odds), odds),
            tf.constant(-FARTHEST),
            tf.constant(FARTHEST));
    Operand<TFloat32> narrowed =
        tf.math.div(
            clipped,
            tf.math.add(
                tf.constant(1f), tf.math.mul(tf.math.abs(clipped), tf.constant(1 / WIDER))));
    Operand<TFloat32> places =
        tf.math.mul(
            tf.math.add(narrowed, tf.constant(FARTHEST_PLACE)),
            tf.constant((bins - 1) / (2 * FARTHEST_PLACE)));
    return tf.dtypes.cast(tf.math.round(places), TInt32.class);
  }
}
