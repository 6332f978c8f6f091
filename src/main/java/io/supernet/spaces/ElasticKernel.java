package io.supernet.spaces;

import com.google.common.collect.ImmutableList;
import io.supernet.network.Activation;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The kernel of a depthwise convolution in several sizes. A smaller kernel is the center of the
 * next larger one; with a transform, that center times a matrix which all channels of the layer
 * share and which begins as the identity.
 *
 * <p>Cai, Gan, Wang, Zhang, Han: Once-for-All: Train One Network and Specialize it for Efficient
 * Deployment, ICLR 2020, section 3.3.
 */
final class ElasticKernel {

  private final List<Integer> sizes;
  private final ImmutableList<ElasticWeight> weights;

  /**
   * Makes the weights.
   *
   * @param sizes odd and ascending
   */
  ElasticKernel(NetworkBuilder b, int channels, List<Integer> sizes, boolean transform) {
    this.sizes = sizes;
    long largest = sizes.get(sizes.size() - 1);
    List<ElasticWeight> made = new ArrayList<>();
    made.add(
        ElasticWeight.of(
            b,
            "kernel",
            List.of(largest, largest, (long) channels, 1L),
            Initializer.he(List.of(largest, largest, 1L)),
            true));
    for (int i = sizes.size() - 2; i >= 0 && transform; i--) {
      long taps = (long) sizes.get(i) * sizes.get(i);
      made.add(
          ElasticWeight.of(
              b,
              "transform_" + sizes.get(i + 1) + "to" + sizes.get(i),
              List.of(taps, taps),
              new Initializer.Identity(),
              true));
    }
    this.weights = ImmutableList.copyOf(made);
  }

  /** The kernel of one size for the first channels: {@code [size, size, channels, 1]}. */
  Activation part(NetworkBuilder b, int size, int channels) {
    int steps = sizes.size() - 1 - sizes.indexOf(size);
    List<ElasticWeight> used = weights.subList(0, Math.min(weights.size(), steps + 1));
    return ElasticWeight.part(
        b,
        List.of((long) size, (long) size, (long) channels, 1L),
        used,
        (tf, in) -> {
          Operand<TFloat32> kernel = in.get(0);
          if (in.size() == 1) {
            return center(tf, kernel, sizes.get(sizes.size() - 1), size, channels);
          }
          for (int i = 1; i <= steps; i++) {
            int to = sizes.get(sizes.size() - 1 - i);
            Operand<TFloat32> center =
                center(tf, kernel, sizes.get(sizes.size() - i), to, channels);
            Operand<TFloat32> taps = tf.reshape(center, tf.constant(new int[] {to * to, channels}));
            kernel =
                tf.reshape(
                    tf.linalg.matMul(in.get(i), taps),
                    tf.constant(new int[] {to, to, channels, 1}));
          }
          return kernel;
        });
  }

  private static Operand<TFloat32> center(
      Ops tf, Operand<TFloat32> kernel, int from, int to, int channels) {
    int margin = (from - to) / 2;
    return tf.slice(
        kernel,
        tf.constant(new int[] {margin, margin, 0, 0}),
        tf.constant(new int[] {to, to, channels, 1}));
  }
}
