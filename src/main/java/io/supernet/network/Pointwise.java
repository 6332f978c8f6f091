package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A function of each number by itself. */
@API(status = INTERNAL)
public enum Pointwise implements Layer {
  RELU,
  /** A rectifier cut off at 6. */
  RELU6,
  TANH,
  /** x · sigmoid(x). */
  SWISH,
  /** x · Φ(x), by the error function; composed, as TensorFlow's own op has no gradient in Java. */
  GELU,
  /** x · relu6(x + 3) / 6; composed, as TensorFlow's own op has no gradient in Java. */
  HARD_SWISH;

  @Override
  public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
    Operand<TFloat32> x = in.get(0);
    return switch (this) {
      case RELU -> tf.nn.relu(x);
      case RELU6 -> tf.nn.relu6(x);
      case TANH -> tf.math.tanh(x);
      case SWISH -> tf.math.mul(x, tf.math.sigmoid(x));
      case GELU -> tf.math.mul(x, normalShare(tf, x));
      case HARD_SWISH -> tf.math.mul(x, hardSigmoid(tf, x));
    };
  }

  /** relu6(x + 3) / 6. */
  static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(1f / 6));
  }

  /** Φ(x): how much of a normal distribution is below x. */
  private static Operand<TFloat32> normalShare(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
    return tf.math.mul(tf.math.add(erf, tf.constant(1f)), tf.constant(0.5f));
  }
}
