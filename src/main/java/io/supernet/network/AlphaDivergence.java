package io.supernet.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * The adaptive α-divergence between what a teacher says, p, and what a student says, q: of each
 * example the larger one of the divergences for α = 1, which is that of Kullback and Leibler and
 * punishes a student who leaves out what the teacher says, and for α = -1, which punishes one who
 * says what the teacher does not. Ratios of probabilities are bounded by 5.
 *
 * <p>Wang, Gong, Li, Liu, Chandra: AlphaNet: Improved Training of Supernets with Alpha-Divergence,
 * ICML 2021. The gradient is the paper's; it is reached as that of the cross-entropy with targets
 * that depend on p and q, so that what is reported as the loss is comparable with none other.
 */
final class AlphaDivergence {

  private static final float BOUND = 5;

  /** Keeps ratios finite where a probability is too small for a float32. */
  private static final float LEAST = 1e-20f;

  private AlphaDivergence() {}

  /**
   * Targets t for which the gradient of the cross-entropy, q - t, is that of the divergence. They
   * add up to 1 and may be below 0.
   *
   * @param teacher probabilities, float32 {@code [batch, classes]}
   * @param outputs of the student, before the softmax
   */
  static Operand<TFloat32> targets(Ops tf, Operand<TFloat32> teacher, Operand<TFloat32> outputs) {
    Operand<TFloat32> least = tf.constant(LEAST);
    Operand<TFloat32> q = tf.math.maximum(tf.nn.softmax(outputs), least);
    Operand<TFloat32> p = tf.math.maximum(teacher, least);
    Operand<TFloat32> inverse = tf.math.minimum(tf.math.div(q, p), tf.constant(BOUND));
    // D(1) = Σ p log(p/q); D(-1) = Σ q (q/p - 1) / 2.
    Operand<TFloat32> missing = sum(tf, tf.math.mul(p, tf.math.log(tf.math.div(p, q))));
    Operand<TFloat32> beyond =
        sum(
            tf,
            tf.math.mul(q, tf.math.mul(tf.math.sub(inverse, tf.constant(1f)), tf.constant(0.5f))));
    // The gradient for α = -1 is that of -Σ stop(-q (q/p)) log q; what is missing to a sum of 1 is
    // a multiple of q, whose share of the gradient is 0.
    Operand<TFloat32> weighted = tf.math.mul(q, inverse);
    Operand<TFloat32> rest = tf.math.add(tf.constant(1f), sum(tf, weighted));
    Operand<TFloat32> away = tf.math.sub(tf.math.mul(rest, q), weighted);
    return tf.select(tf.math.greater(beyond, missing), away, p);
  }

  /** Float32 {@code [batch, 1]}. */
  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
    return tf.sum(values, tf.constant(1), Sum.keepDims(true));
  }
}
