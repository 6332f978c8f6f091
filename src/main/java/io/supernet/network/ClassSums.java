package io.supernet.network;

import io.supernet.evaluate.Metric;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * What a metric of a classification comes from, beside the hits and the losses: sums that add up
 * over batches.
 */
interface ClassSums {

  /**
   * The sums over a batch.
   *
   * @param truth int32 {@code [batch]}, the class of each example
   * @param predicted int32 {@code [batch]}, the class that each seems to be of
   * @param outputs float32 {@code [batch, classes]}
   * @return float64 vectors
   */
  List<Operand<TFloat64>> sums(
      Ops tf, Operand<TInt32> truth, Operand<TInt32> predicted, Operand<TFloat32> outputs);

  /** The metric of such sums over all batches. */
  double metric(double[] sums);

  /** Those for a metric; empty if hits and losses are enough. */
  static Optional<ClassSums> of(Metric metric, int classes) {
    if (metric.equals(Metric.AUC)) {
      return Optional.of(new RankedSums());
    }
    return metric.equals(Metric.BALANCED_ACCURACY) || metric.equals(Metric.MACRO_F1)
        ? Optional.of(new CountedSums(metric, classes))
        : Optional.empty();
  }
}
