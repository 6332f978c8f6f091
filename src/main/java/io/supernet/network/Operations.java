package io.supernet.network;

import java.util.List;

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

  /** Zeros in the shape that a layer with this stride gives: cuts the path. */
  public static Operation zero(int stride) {
    return (b, x) -> new Layers(b).zero(x, stride);
  }

  /** ReLU, convolution without bias, batch normalisation; stride 1, same padding. */
  public static Operation reluConvBn(int filters, int kernel) {
    return reluConvBn(filters, kernel, 1);
  }

  /** ReLU, convolution without bias, batch normalisation; same padding. */
  public static Operation reluConvBn(int filters, int kernel, int stride) {
    return (b, x) -> b.batchNorm("bn", b.conv("conv", b.relu(x), filters, kernel, stride));
  }

  /**
   * ReLU, convolution of each channel by itself, 1x1 convolution, batch normalisation (Chollet:
   * Xception, CVPR 2017).
   *
   * @param dilation distance of the taps of the kernel
   */
  public static Operation reluSeparableConvBn(int filters, int kernel, int stride, int dilation) {
    return (b, x) -> {
      Activation deep = b.depthwiseConv("depthwise", b.relu(x), kernel, stride, dilation);
      return b.batchNorm("bn", b.conv("pointwise", deep, filters, 1, 1));
    };
  }

  /**
   * Halves height and width without losing every other pixel: ReLU, two 1x1 convolutions of stride
   * 2, the second one pixel to the right and below, side by side; batch normalisation (Zoph et al.:
   * Learning Transferable Architectures, CVPR 2018).
   *
   * @param filters of both together, even
   */
  public static Operation factorizedReduce(int filters) {
    return (b, x) -> {
      Activation y = b.relu(x);
      Activation even = b.conv("even", y, filters / 2, 1, 2);
      Activation odd = b.conv("odd", new Layers(b).shifted(y), filters - filters / 2, 1, 2);
      return b.batchNorm("bn", b.concat(List.of(even, odd)));
    };
  }

  /** Average pooling, stride 1, same padding; the padding does not count. */
  public static Operation averagePool(int kernel) {
    return averagePool(kernel, 1);
  }

  /** Average pooling, same padding; the padding does not count. */
  public static Operation averagePool(int kernel, int stride) {
    return (b, x) -> b.averagePool(x, kernel, stride);
  }

  /** Maximum pooling, stride 1, same padding. */
  public static Operation maxPool(int kernel) {
    return maxPool(kernel, 1);
  }

  /** Maximum pooling, same padding. */
  public static Operation maxPool(int kernel, int stride) {
    return (b, x) -> b.maxPool(x, kernel, stride);
  }
}
