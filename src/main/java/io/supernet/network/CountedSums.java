package io.supernet.network;

import io.supernet.evaluate.Metric;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * How often each class was there, was said, and was said where it was there.
 *
 * @param metric the balanced accuracy or the mean of F1; classes without an example do not count
 */
record CountedSums(Metric metric, int classes) implements ClassSums {

  @Override
  public List<Operand<TFloat64>> sums(
      Ops tf, Operand<TInt32> truth, Operand<TInt32> predicted, Operand<TFloat32> outputs) {
    Operand<TFloat64> hits = tf.dtypes.cast(tf.math.equal(truth, predicted), TFloat64.class);
    Operand<TFloat64> ones = tf.onesLike(hits);
    return List.of(
        tf.math.unsortedSegmentSum(ones, truth, tf.constant(classes)),
        tf.math.unsortedSegmentSum(ones, predicted, tf.constant(classes)),
        tf.math.unsortedSegmentSum(hits, truth, tf.constant(classes)));
  }

  @Override
  public double metric(double[] sums) {
    return IntStream.range(0, classes)
        .filter(c -> sums[c] > 0)
        .mapToDouble(c -> ofClass(sums[c], sums[classes + c], sums[2 * classes + c]))
        .average()
        .orElse(Double.NaN);
  }

  private double ofClass(double there, double said, double hits) {
    return metric.equals(Metric.MACRO_F1) ? 2 * hits / (there + said) : hits / there;
  }
}
