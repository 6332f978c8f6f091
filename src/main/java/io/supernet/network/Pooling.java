package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.AvgPool;
import org.tensorflow.op.nn.MaxPool;
import org.tensorflow.types.TFloat32;

/**
 * Pooling of images over square windows with "same" padding, which does not count.
 *
 * @param kernel side of a window in pixels
 */
@API(status = INTERNAL)
public record Pooling(Kind kind, int kernel, int stride) implements Layer {

  /** What becomes of a window. */
  public enum Kind {
    AVERAGE,
    MAXIMUM
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
    Operand<TFloat32> x = in.get(0);
    return switch (kind) {
      case AVERAGE ->
          tf.nn.avgPool(
              x, Layer.pixels(kernel), Layer.pixels(stride), Layer.SAME, new AvgPool.Options[0]);
      case MAXIMUM ->
          tf.nn.maxPool(
              x,
              tf.constant(new int[] {1, kernel, kernel, 1}),
              tf.constant(new int[] {1, stride, stride, 1}),
              Layer.SAME,
              new MaxPool.Options[0]);
    };
  }
}
