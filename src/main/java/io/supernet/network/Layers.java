package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.AvgPool;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.op.nn.MaxPool;
import org.tensorflow.types.TFloat32;

/** The layers of {@link NetworkBuilder}: their shapes, costs and TensorFlow ops. */
final class Layers {

  private static final String SAME = "SAME";

  private final NetworkBuilder b;

  Layers(NetworkBuilder b) {
    this.b = b;
  }

  Activation conv(Activation x, int filters, int kernel, int stride, int dilation) {
    positive(Map.of("filters", filters, "kernel", kernel, "stride", stride, "dilation", dilation));
    List<Long> shape =
        List.of((long) kernel, (long) kernel, (long) image(x).channels(), (long) filters);
    return conv(x, b.weight("kernel", shape, Initializer.he(shape), true), stride, dilation);
  }

  Activation conv(Activation x, Activation weight, int stride, int dilation) {
    List<Long> shape = kernelFor(x, weight);
    List<Long> out = strided(x, stride, weight.channels());
    Activation y =
        b.tensorflow(
            out,
            List.of(x, weight),
            (tf, in) -> {
              boolean picks = shape.get(0) == 1 && shape.get(1) == 1 && stride > 1;
              return tf.nn.conv2d(
                  picks ? picked(tf, in.get(0), stride) : in.get(0),
                  dilated(tf, in.get(1), shape, dilation),
                  strides(picks ? 1 : stride),
                  SAME,
                  new Conv2d.Options[0]);
            });
    b.macs(out.get(1) * out.get(2) * size(shape));
    return y;
  }

  Activation depthwiseConv(Activation x, int kernel, int stride, int dilation) {
    positive(Map.of("kernel", kernel, "stride", stride, "dilation", dilation));
    List<Long> shape = List.of((long) kernel, (long) kernel, (long) image(x).channels(), 1L);
    List<Long> fan = List.of((long) kernel, (long) kernel, 1L);
    Activation weight = b.weight("kernel", shape, Initializer.he(fan), true);
    return depthwiseConv(x, weight, stride, dilation);
  }

  Activation depthwiseConv(Activation x, Activation weight, int stride, int dilation) {
    List<Long> shape = kernelFor(x, weight);
    List<Long> out = strided(x, stride, x.channels());
    Activation y =
        b.tensorflow(
            out,
            List.of(x, weight),
            (tf, in) ->
                tf.nn.depthwiseConv2dNative(
                    in.get(0),
                    dilated(tf, in.get(1), shape, dilation),
                    strides(stride),
                    SAME,
                    new DepthwiseConv2dNative.Options[0]));
    b.macs(out.get(1) * out.get(2) * size(shape));
    return y;
  }

  Activation dense(Activation x, int units) {
    positive(Map.of("units", units));
    if (x.shape().size() != 2) {
      throw wrong(
          "a dense layer reads [batch, features], got " + x.shape() + "; pool or flatten before");
    }
    List<Long> shape = List.of((long) x.channels(), (long) units);
    Activation kernel = b.weight("kernel", shape, Initializer.he(shape), true);
    Activation bias = b.weight("bias", List.of((long) units), Initializer.zeros(), false);
    Activation y =
        b.tensorflow(
            List.of(-1L, (long) units),
            List.of(x, kernel, bias),
            (tf, in) -> tf.nn.biasAdd(tf.linalg.matMul(in.get(0), in.get(1)), in.get(2)));
    b.macs((long) x.channels() * units + units);
    return y;
  }

  Activation averagePool(Activation x, int kernel, int stride) {
    positive(Map.of("kernel", kernel, "stride", stride));
    return b.tensorflow(
        strided(image(x), stride, x.channels()),
        List.of(x),
        (tf, in) ->
            tf.nn.avgPool(
                in.get(0), strides(kernel), strides(stride), SAME, new AvgPool.Options[0]));
  }

  Activation maxPool(Activation x, int kernel, int stride) {
    positive(Map.of("kernel", kernel, "stride", stride));
    return b.tensorflow(
        strided(image(x), stride, x.channels()),
        List.of(x),
        (tf, in) ->
            tf.nn.maxPool(
                in.get(0),
                tf.constant(new int[] {1, kernel, kernel, 1}),
                tf.constant(new int[] {1, stride, stride, 1}),
                SAME,
                new MaxPool.Options[0]));
  }

  Activation zero(Activation x, int stride) {
    positive(Map.of("stride", stride));
    return b.zero(strided(image(x), stride, x.channels()));
  }

  /** The image moved up and left by a pixel; what comes in from outside is zero. */
  Activation shifted(Activation x) {
    return b.tensorflow(
        image(x).shape(),
        List.of(x),
        (tf, in) -> {
          Operand<TFloat32> padded =
              tf.pad(
                  in.get(0),
                  tf.constant(new int[][] {{0, 0}, {0, 1}, {0, 1}, {0, 0}}),
                  tf.constant(0f));
          return tf.slice(
              padded, tf.constant(new int[] {0, 1, 1, 0}), tf.constant(new int[] {-1, -1, -1, -1}));
        });
  }

  Activation globalAveragePool(Activation x) {
    return b.tensorflow(
        List.of(-1L, (long) image(x).channels()),
        List.of(x),
        (tf, in) -> tf.math.mean(in.get(0), tf.constant(new int[] {1, 2})));
  }

  Activation add(List<Activation> xs) {
    for (Activation x : xs) {
      if (!x.shape().equals(xs.get(0).shape())) {
        throw wrong("cannot add shapes " + xs.get(0).shape() + " and " + x.shape());
      }
    }
    return xs.size() == 1
        ? xs.get(0)
        : b.tensorflow(xs.get(0).shape(), xs, (tf, in) -> sum(tf, in));
  }

  /** Added up in order, two at a time: AddN of more would begin with whichever it may overwrite. */
  private static Operand<TFloat32> sum(Ops tf, List<Operand<TFloat32>> values) {
    Operand<TFloat32> sum = values.get(0);
    for (Operand<TFloat32> value : values.subList(1, values.size())) {
      sum = tf.math.addN(List.of(sum, value));
    }
    return sum;
  }

  Activation concat(List<Activation> xs) {
    List<Long> out = new ArrayList<>(xs.get(0).shape());
    int last = out.size() - 1;
    for (Activation x : xs) {
      if (x.shape().size() != out.size()
          || !x.shape().subList(0, last).equals(out.subList(0, last))) {
        throw wrong("cannot concatenate shapes " + xs.get(0).shape() + " and " + x.shape());
      }
    }
    out.set(last, xs.stream().mapToLong(Activation::channels).sum());
    return xs.size() == 1
        ? xs.get(0)
        : b.tensorflow(out, xs, (tf, in) -> tf.concat(in, tf.constant(last)));
  }

  private void positive(Map<String, Integer> sizes) {
    sizes.forEach(
        (what, size) -> {
          if (size < 1) {
            throw wrong("the " + what + " is " + size + "; give 1 or more");
          }
        });
  }

  /** The shape of a kernel, [height, width, channels, filters]. */
  private List<Long> kernelFor(Activation x, Activation weight) {
    List<Long> shape = weight.shape();
    if (shape.size() != 4 || shape.get(2) != image(x).channels()) {
      throw wrong("a kernel of shape " + shape + " does not fit an input of shape " + x.shape());
    }
    return shape;
  }

  private static long size(List<Long> shape) {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  private Activation image(Activation x) {
    if (x.shape().size() != 4) {
      throw wrong("this layer reads images [batch, height, width, channels], got " + x.shape());
    }
    return x;
  }

  private SupernetException wrong(String what) {
    return new SupernetException(Kind.USAGE, "In '" + b.path() + "': " + what + ".");
  }

  /**
   * A kernel with zeros between its taps. The dilation of TensorFlow's own convolutions is of no
   * use here: its C++ differentiation ignores it, and the gradients are silently wrong.
   */
  private static Operand<TFloat32> dilated(
      Ops tf, Operand<TFloat32> kernel, List<Long> shape, int dilation) {
    if (dilation == 1) {
      return kernel;
    }
    int size = Math.toIntExact(shape.get(0));
    int in = Math.toIntExact(shape.get(2));
    int out = Math.toIntExact(shape.get(3));
    int reach = (size - 1) * dilation + 1;
    int gap = dilation - 1;
    Operand<TFloat32> apart =
        tf.pad(
            tf.reshape(kernel, tf.constant(new int[] {size, 1, size, 1, in, out})),
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
  private static Operand<TFloat32> picked(Ops tf, Operand<TFloat32> image, int stride) {
    return tf.stridedSlice(
        image, Indices.all(), Indices.step(stride), Indices.step(stride), Indices.all());
  }

  private static List<Long> strided(Activation x, int stride, int channels) {
    return List.of(
        -1L,
        (x.shape().get(1) + stride - 1) / stride,
        (x.shape().get(2) + stride - 1) / stride,
        (long) channels);
  }

  private static List<Long> strides(int size) {
    return Arrays.asList(1L, (long) size, (long) size, 1L);
  }
}
