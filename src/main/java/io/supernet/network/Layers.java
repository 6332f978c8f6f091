package io.supernet.network;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The layers of {@link NetworkBuilder}: their shapes and costs. */
final class Layers {

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
        b.tensorflow(out, List.of(x, weight), new Convolution(shape, stride, dilation, false));
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
        b.tensorflow(out, List.of(x, weight), new Convolution(shape, stride, dilation, true));
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
    return dense(x, List.of(kernel, bias));
  }

  /** Of rows or tokens; the weights are a kernel, and a bias if there is one. */
  Activation dense(Activation x, List<Activation> weights) {
    long units = weights.get(0).channels();
    List<Long> out = new ArrayList<>(x.shape());
    out.set(out.size() - 1, units);
    List<Activation> from = new ArrayList<>(List.of(x));
    from.addAll(weights);
    Activation y = b.tensorflow(out, from, new Layer.Dense(out));
    long rows = size(out.subList(1, out.size() - 1));
    b.macs(rows * (x.channels() * units + (weights.size() - 1) * units));
    return y;
  }

  Activation patches(Activation x, int side) {
    positive(Map.of("side of a patch", side));
    TokenLayer.Patches layer = new TokenLayer.Patches(image(x).shape(), side);
    return b.tensorflow(layer.shape(), List.of(x), layer);
  }

  Activation placed(Activation x, Activation classToken, Activation positions) {
    List<Long> shape = sequence(x).shape();
    long tokens = shape.get(1);
    long channels = shape.get(2);
    List<Long> places = List.of(tokens + 1, channels);
    if (!classToken.shape().equals(List.of(1L, channels)) || !positions.shape().equals(places)) {
      throw wrong(
          "a class token "
              + classToken.shape()
              + " and positions "
              + positions.shape()
              + " do not fit tokens "
              + shape);
    }
    return b.tensorflow(
        List.of(-1L, tokens + 1, channels),
        List.of(x, classToken, positions),
        new TokenLayer.Placed(Math.toIntExact(tokens)));
  }

  Activation first(Activation x) {
    long channels = sequence(x).channels();
    return b.tensorflow(List.of(-1L, channels), List.of(x), new TokenLayer.First(channels));
  }

  Activation selfAttention(Activation x, int heads) {
    positive(Map.of("number of heads", heads));
    int parts = SelfAttention.PARTS * heads;
    if (sequence(x).channels() % parts != 0) {
      throw wrong(
          "queries, keys and values of "
              + heads
              + " heads do not divide the "
              + x.channels()
              + " channels of the tokens");
    }
    long tokens = x.shape().get(1);
    SelfAttention layer = new SelfAttention(tokens, heads, x.channels() / parts);
    Activation y =
        b.tensorflow(List.of(-1L, tokens, layer.heads() * layer.size()), List.of(x), layer);
    b.macs(layer.macs());
    return y;
  }

  Activation averagePool(Activation x, int kernel, int stride) {
    positive(Map.of("kernel", kernel, "stride", stride));
    return b.tensorflow(
        strided(image(x), stride, x.channels()),
        List.of(x),
        new Pooling(Pooling.Kind.AVERAGE, kernel, stride));
  }

  Activation maxPool(Activation x, int kernel, int stride) {
    positive(Map.of("kernel", kernel, "stride", stride));
    return b.tensorflow(
        strided(image(x), stride, x.channels()),
        List.of(x),
        new Pooling(Pooling.Kind.MAXIMUM, kernel, stride));
  }

  Activation zero(Activation x, int stride) {
    positive(Map.of("stride", stride));
    return b.zero(strided(image(x), stride, x.channels()));
  }

  /** The image moved up and left by a pixel; what comes in from outside is zero. */
  Activation shifted(Activation x) {
    return b.tensorflow(image(x).shape(), List.of(x), new Layer.Shift());
  }

  Activation globalAveragePool(Activation x) {
    return b.tensorflow(
        List.of(-1L, (long) image(x).channels()), List.of(x), new Layer.GlobalMean());
  }

  Activation add(List<Activation> xs) {
    for (Activation x : xs) {
      if (!x.shape().equals(xs.get(0).shape())) {
        throw wrong("cannot add shapes " + xs.get(0).shape() + " and " + x.shape());
      }
    }
    return xs.size() == 1 ? xs.get(0) : b.tensorflow(xs.get(0).shape(), xs, new Layer.Sum());
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
    return xs.size() == 1 ? xs.get(0) : b.tensorflow(out, xs, new Layer.Concat(last));
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
      boolean rows = x.shape().size() == 2;
      throw wrong(
          "this layer reads images [batch, height, width, channels], got "
              + x.shape()
              + (rows
                  ? "; rows of a table want a space of dense layers, such as table-resnet"
                  : ""));
    }
    return x;
  }

  private Activation sequence(Activation x) {
    if (x.shape().size() != 3) {
      throw wrong("this layer reads tokens [batch, tokens, channels], got " + x.shape());
    }
    return x;
  }

  private SupernetException wrong(String what) {
    return new SupernetException(Kind.USAGE, "In '" + b.path() + "': " + what + ".");
  }

  private static List<Long> strided(Activation x, int stride, int channels) {
    return List.of(
        -1L,
        (x.shape().get(1) + stride - 1) / stride,
        (x.shape().get(2) + stride - 1) / stride,
        (long) channels);
  }
}
