package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.types.TFloat32;

/**
 * Convolution with "same" padding: of images {@code [batch, height, width, channels]} and a kernel,
 * with a bias {@code [filters]} if there is a third input.
 *
 * @param kernel shape: {@code [height, width, channels, filters]}, of a depthwise one {@code
 *     [height, width, channels, 1]}
 * @param dilation distance of the kernel's taps
 * @param depthwise whether each channel is convolved by itself
 */
@API(status = INTERNAL)
public record Convolution(List<Long> kernel, int stride, int dilation, boolean depthwise)
    implements Layer {

  public Convolution {
    kernel = ImmutableList.copyOf(kernel);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
    Operand<TFloat32> taps = dilated(tf, in.get(1));
    Operand<TFloat32> y = depthwise ? depthwise(tf, in.get(0), taps) : full(tf, in.get(0), taps);
    return in.size() == 3 ? tf.nn.biasAdd(y, in.get(2)) : y;
  }

  private Operand<TFloat32> full(Ops tf, Operand<TFloat32> x, Operand<TFloat32> taps) {
    boolean picks = kernel.get(0) == 1 && kernel.get(1) == 1 && stride > 1;
    return tf.nn.conv2d(
        picks ? picked(tf, x) : x,
        taps,
        Layer.pixels(picks ? 1 : stride),
        Layer.SAME,
        new Conv2d.Options[0]);
  }

  private Operand<TFloat32> depthwise(Ops tf, Operand<TFloat32> x, Operand<TFloat32> taps) {
    return tf.nn.depthwiseConv2dNative(
        x, taps, Layer.pixels(stride), Layer.SAME, new DepthwiseConv2dNative.Options[0]);
  }

  /**
   * A kernel with zeros between its taps. The dilation of TensorFlow's own convolutions is of no
   * use here: its C++ differentiation ignores it, and the gradients are silently wrong.
   */
  private Operand<TFloat32> dilated(Ops tf, Operand<TFloat32> taps) {
    if (dilation == 1) {
      return taps;
    }
    int size = Math.toIntExact(kernel.get(0));
    int in = Math.toIntExact(kernel.get(2));
    int out = Math.toIntExact(kernel.get(3));
    int reach = (size - 1) * dilation + 1;
    int gap = dilation - 1;
    Operand<TFloat32> apart =
        tf.pad(
            tf.reshape(taps, tf.constant(new int[] {size, 1, size, 1, in, out})),
            tf.constant(new int[][] {{0, 0}, {0, gap}, {0, 0}, {0, gap}, {0, 0}, {0, 0}}),
            tf.constant(0f));
    return tf.slice(
        tf.reshape(apart, tf.constant(new int[] {size * dilation, size * dilation, in, out})),
        tf.constant(new int[4]),
        tf.constant(new int[] {reach, reach, in, out}));
  }

  /**
   * The pixels that a strided 1×1 kernel reads. A convolution could pick them itself; but oneDNN
   * 3.x with AVX2 then writes past its workspace in the gradient of a kernel with 3 to 7 input
   * channels: silently wrong weights, or a crash much later.
   */
  private Operand<TFloat32> picked(Ops tf, Operand<TFloat32> image) {
    return tf.stridedSlice(
        image, Indices.all(), Indices.step(stride), Indices.step(stride), Indices.all());
  }
}
