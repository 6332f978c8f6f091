package io.supernet.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/**
 * What stands behind the last layer of a network in its graphs: the loss that it is trained on, the
 * sums that it is judged by, and what it says when it is served. The <i>outputs</i> below are those
 * of the last layer, float32 {@code [batch, outputs]}; the labels are those of the data, int32 or
 * float32 {@code [batch]}, or uint8 {@code [batch, classes]} where they are sets.
 *
 * @since 0.2
 */
public interface Head {

  /**
   * What outputs should be, in the form that the loss takes.
   *
   * @param smoothing share of each label that is spread over all, 0 to below 1; 0 where labels are
   *     values or sets
   * @return float32 {@code [batch, outputs]}
   */
  Operand<TFloat32> targets(Ops tf, Operand<? extends TNumber> labels, double smoothing);

  /**
   * What a network says, in the form of targets, for another to learn.
   *
   * @return float32 {@code [batch, outputs]}
   */
  default Operand<TFloat32> taught(Ops tf, Operand<TFloat32> outputs) {
    return outputs;
  }

  /**
   * Targets whose loss has the gradient of the adaptive α-divergence from a teacher.
   *
   * @param targets what the teacher says, as {@link #taught} gives it
   * @return float32 {@code [batch, outputs]}, without a gradient; empty where what networks say are
   *     not the probabilities of classes
   */
  default Optional<Operand<TFloat32>> diverging(
      Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    return Optional.empty();
  }

  /**
   * The loss of each example, differentiable by the outputs. The outputs must be used once: the
   * gradient of a value of three or more users is not the same in each run.
   *
   * @return float32 {@code [batch]}
   */
  Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs);

  /**
   * What metrics come from, added up over the examples of a batch.
   *
   * @return float64 scalars or vectors
   */
  List<Operand<TFloat64>> sums(
      Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs);

  /**
   * The metrics, in the order in which they count; not finite where an output was not.
   *
   * @param sums added up over all batches, one after another
   * @param examples in all
   */
  Map<String, Double> metrics(double[] sums, long examples);

  /** The outputs of an exported model, in the order of {@link Prediction.Form#answers}. */
  List<Operand<?>> answers(Ops tf, Operand<TFloat32> outputs);

  /**
   * How {@link #answers} follow from the outputs, for formats that have no TensorFlow ops.
   *
   * @return in their order; none if only TensorFlow can compute them
   */
  default List<Formula> formulas() {
    return List.of();
  }

  /** How an answer follows from the outputs of the last layer. */
  sealed interface Formula {

    /** The outputs themselves. */
    record Outputs() implements Formula {}

    /** Their softmax. */
    record Softmax() implements Formula {}

    /** The sigmoid of each. */
    record Sigmoid() implements Formula {}

    /** The position of the largest, the first of those. */
    record Largest() implements Formula {}

    /** The only output, scaled: {@code [batch]}. */
    record Scaled(float factor, float shift) implements Formula {}
  }

  /**
   * What the first of the answers has to be, computed apart from any graph: an export is compared
   * with it.
   *
   * @param outputs of one example
   */
  double[] expected(float[] outputs);

  /** The size of a difference in the first answer that counts as one. */
  default double unit() {
    return 1;
  }
}
