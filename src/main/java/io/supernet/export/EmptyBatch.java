package io.supernet.export;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Lets a model answer a batch of nothing. With oneDNN, a convolution of TensorFlow 2.18 gives an
 * empty batch the shape of its input, and the layer behind fails. So the network gets one blank
 * example in place of none, whose logits are dropped again.
 */
final class EmptyBatch {

  private EmptyBatch() {}

  /**
   * The examples, float32, or one of zeros if there are none.
   *
   * @param shape of the examples, all known but the batch
   */
  static Operand<TFloat32> filled(Ops tf, Operand<TFloat32> examples, Shape shape) {
    Operand<TInt32> blank =
        tf.math.maximum(
            tf.constant(new int[] {0}),
            tf.math.sub(tf.constant(new int[] {1}), size(tf, examples)));
    Operand<TInt32> after =
        tf.concat(List.of(blank, tf.constant(new int[shape.numDimensions() - 1])), tf.constant(0));
    Operand<TInt32> before = tf.zerosLike(after);
    Operand<TFloat32> padded =
        tf.pad(examples, tf.stack(List.of(before, after), Stack.axis(1L)), tf.constant(0f));
    // TensorFlow cannot tell the shape where the padding is computed.
    int[] sizes = Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray();
    return tf.reshape(padded, tf.constant(sizes));
  }

  /**
   * Float32 {@code [batch, classes]} of what {@link #filled} gave.
   *
   * @param examples as they were
   */
  static Operand<TFloat32> emptied(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> examples) {
    Operand<TInt32> count = tf.reshape(size(tf, examples), tf.constant(new int[0]));
    return tf.gather(logits, tf.range(tf.constant(0), count, tf.constant(1)), tf.constant(0));
  }

  private static Operand<TInt32> size(Ops tf, Operand<TFloat32> examples) {
    return tf.slice(tf.shape(examples), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
  }
}
