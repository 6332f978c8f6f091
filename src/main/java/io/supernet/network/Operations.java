package io.supernet.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Operations that many spaces offer as candidates. */
public final class Operations {

  private Operations() {}

  /** The input itself. */
  public static Operation identity() {
    return (b, x) -> x;
  }

  /** Zeros in the shape of the input: cuts the path. */
  public static Operation zero() {
    return (b, x) -> b.zero(x);
  }

  /** ReLU, convolution without bias, batch normalisation; stride 1, same padding. */
  public static Operation reluConvBn(int filters, int kernel) {
    return (b, x) -> b.batchNorm("bn", b.conv("conv", b.relu(x), filters, kernel, 1));
  }

  /** Average pooling, stride 1, same padding; the padding does not count. */
  public static Operation averagePool(int kernel) {
    return (b, x) -> b.averagePool(x, kernel, 1);
  }

  /** Maximum pooling, stride 1, same padding. */
  public static Operation maxPool(int kernel) {
    return (b, x) -> b.maxPool(x, kernel, 1);
  }

  /** Rectifier. */
  public static Operation relu() {
    return (b, x) -> b.relu(x);
  }

  /**
   * The piecewise linear swish, x · relu6(x + 3) / 6 (Howard et al.: Searching for MobileNetV3,
   * ICCV 2019). Composed, as TensorFlow's own op has no gradient in Java.
   */
  public static Operation hardSwish() {
    return (b, x) ->
        b.tensorflow(
            x.shape(), List.of(x), (tf, in) -> tf.math.mul(in.get(0), hardSigmoid(tf, in.get(0))));
  }

  /** The piecewise linear sigmoid, relu6(x + 3) / 6. */
  public static Operation hardSigmoid() {
    return (b, x) -> b.tensorflow(x.shape(), List.of(x), (tf, in) -> hardSigmoid(tf, in.get(0)));
  }

  private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(1f / 6));
  }

  /** Rectifier cut off at 6. */
  public static Operation relu6() {
    return (b, x) -> b.tensorflow(x.shape(), List.of(x), (tf, in) -> tf.nn.relu6(in.get(0)));
  }
}
