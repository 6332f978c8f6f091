package io.supernet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * How many examples of each of two classes lie in each of many narrow bins of log odds, for the
 * area under the curve of true by false positives. Examples in one bin count as ties: half.
 */
record RankedSums() implements ClassSums {

  private static final int BINS = 4096;

  @Override
  public List<Operand<TFloat64>> sums(
      Ops tf, Operand<TInt32> truth, Operand<TInt32> predicted, Operand<TFloat32> outputs) {
    Operand<TFloat32> odds =
        tf.math.sub(
            tf.gather(outputs, tf.constant(1), tf.constant(1)),
            tf.gather(outputs, tf.constant(0), tf.constant(1)));
    Operand<TInt32> bins =
        tf.math.add(LogOddsBins.of(tf, odds, BINS), tf.math.mul(truth, tf.constant(BINS)));
    Operand<TFloat64> ones = tf.dtypes.cast(tf.onesLike(truth), TFloat64.class);
    return List.of(tf.math.unsortedSegmentSum(ones, bins, tf.constant(2 * BINS)));
  }

  /** Where a class has no example, as in a small batch, nothing is ranked: a half. */
  @Override
  public double metric(double[] sums) {
    double below = 0;
    double won = 0;
    double second = 0;
    for (int bin = 0; bin < BINS; bin++) {
      won += sums[BINS + bin] * (below + sums[bin] / 2);
      below += sums[bin];
      second += sums[BINS + bin];
    }
    return below > 0 && second > 0 ? won / (below * second) : 0.5;
  }
}
