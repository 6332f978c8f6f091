package io.supernet.network;

import java.util.List;

/**
 * Operations that many spaces offer as candidates.
 *
 * @since 0.1
 */
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

  /** ReLU, convolution without bias, batch normalization; stride 1, same padding. */
  public static Operation reluConvBn(int filters, int kernel) {
    return reluConvBn(filters, kernel, 1);
  }

  /** ReLU, convolution without bias, batch normalization; same padding. */
  public static Operation reluConvBn(int filters, int kernel, int stride) {
    return (b, x) -> b.batchNorm("bn", b.conv("conv", b.relu(x), filters, kernel, stride));
  }

  /**
   * ReLU, convolution of each channel by itself, 1x1 convolution, batch normalization (Chollet:
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
   * Halves height and width without losing every other pixel: two 1x1 convolutions of stride 2, the
   * second one pixel to the right and below, side by side; batch normalization (Zoph et al.:
   * Learning Transferable Architectures, CVPR 2018).
   *
   * @param filters of both together, at least 2
   */
  public static Operation halve(int filters) {
    return (b, x) -> {
      Activation even = b.conv("even", x, filters / 2, 1, 2);
      Activation odd = b.conv("odd", new Layers(b).shifted(x), filters - filters / 2, 1, 2);
      return b.batchNorm("bn", b.concat(List.of(even, odd)));
    };
  }

  /** ReLU, then as {@link #halve}. */
  public static Operation factorizedReduce(int filters) {
    return (b, x) -> halve(filters).apply(b, b.relu(x));
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

  /**
   * Convolution without bias with a kernel made before, same padding.
   *
   * @param kernel {@code [height, width, channels, filters]}
   */
  public static Operation conv(Activation kernel, int stride) {
    return (b, x) -> new Layers(b).conv(x, kernel, stride, 1);
  }

  /**
   * Convolution of each channel by itself with a kernel made before, same padding.
   *
   * @param kernel {@code [height, width, channels, 1]}
   */
  public static Operation depthwiseConv(Activation kernel, int stride) {
    return (b, x) -> new Layers(b).depthwiseConv(x, kernel, stride, 1);
  }

  /**
   * A fully connected layer without bias, with a kernel made before. It reads rows {@code [batch,
   * features]}, or each token of sequences {@code [batch, tokens, features]} by itself.
   *
   * @param kernel {@code [features, units]}
   */
  public static Operation dense(Activation kernel) {
    return (b, x) -> new Layers(b).dense(x, List.of(kernel));
  }

  /**
   * A fully connected layer with weights made before, as {@link #dense(Activation)}.
   *
   * @param kernel {@code [features, units]}
   * @param bias {@code [units]}
   * @since 0.2
   */
  public static Operation dense(Activation kernel, Activation bias) {
    return (b, x) -> new Layers(b).dense(x, List.of(kernel, bias));
  }

  /**
   * Squares of an image as a sequence: {@code [batch, height, width, channels]} to {@code [batch,
   * squares, side · side · channels]}. An image whose sides are no multiples goes on with zeros.
   *
   * @param side of a square in pixels
   * @since 0.2
   */
  public static Operation patches(int side) {
    return (b, x) -> new Layers(b).patches(x, side);
  }

  /**
   * A class token before the tokens {@code [batch, tokens, channels]}, and the position of each
   * token in what is learned for it (Dosovitskiy et al.: An Image is Worth 16x16 Words, ICLR 2021).
   *
   * @param classToken {@code [1, channels]}
   * @param positions added to the tokens, {@code [tokens + 1, channels]}
   * @since 0.2
   */
  public static Operation classToken(Activation classToken, Activation positions) {
    return (b, x) -> new Layers(b).placed(x, classToken, positions);
  }

  /**
   * The first token of a sequence: {@code [batch, tokens, channels]} to {@code [batch, channels]}.
   *
   * @since 0.2
   */
  public static Operation firstToken() {
    return (b, x) -> new Layers(b).first(x);
  }

  /**
   * Self-attention of several heads (Vaswani et al.: Attention Is All You Need, NeurIPS 2017)
   * without weights: the channels of the input are the queries, keys and values of the first head,
   * then those of the second and so on. So a layer before it with fewer units has fewer heads.
   *
   * <p>From {@code [batch, tokens, heads · 3 · size]} to {@code [batch, tokens, heads · size]}.
   *
   * @since 0.2
   */
  public static Operation selfAttention(int heads) {
    return (b, x) -> new Layers(b).selfAttention(x, heads);
  }

  /**
   * Layer normalization with a scale and an offset made before, {@code [channels]} each: each row,
   * or token of a sequence, has the mean 0 and the deviation 1 before them (Ba, Kiros, Hinton:
   * Layer Normalization, 2016).
   *
   * @since 0.2
   */
  public static Operation layerNorm(Activation scale, Activation offset) {
    return (b, x) ->
        b.tensorflow(x.shape(), List.of(x, scale, offset), new Layer.LayerNormalization());
  }

  /** Batch normalization with a scale and an offset made before, {@code [channels]} each. */
  public static Operation batchNorm(Activation scale, Activation offset) {
    return (b, x) -> {
      b.reading().check(b, List.of(x, scale, offset));
      return b.reading().batchNorm(b, x, scale, offset);
    };
  }

  /** Rectifier. */
  public static Operation relu() {
    return (b, x) -> b.relu(x);
  }

  /**
   * Hyperbolic tangent.
   *
   * @since 0.2
   */
  public static Operation tanh() {
    return pointwise(Pointwise.TANH);
  }

  /**
   * Swish, x · sigmoid(x) (Ramachandran, Zoph, Le: Searching for Activation Functions, ICLR 2018
   * workshop).
   *
   * @since 0.2
   */
  public static Operation swish() {
    return pointwise(Pointwise.SWISH);
  }

  /**
   * Gaussian error linear unit, x · Φ(x) with the normal distribution Φ (Hendrycks, Gimpel:
   * Gaussian Error Linear Units, 2016). Scorers of untrained networks take it for a rectifier: it
   * is above 0 where its input is.
   *
   * @since 0.2
   */
  public static Operation gelu() {
    return (b, x) -> b.reading().rectified(pointwise(Pointwise.GELU).apply(b, x));
  }

  /**
   * The piecewise linear swish, x · relu6(x + 3) / 6 (Howard et al.: Searching for MobileNetV3,
   * ICCV 2019).
   */
  public static Operation hardSwish() {
    return pointwise(Pointwise.HARD_SWISH);
  }

  private static Operation pointwise(Pointwise function) {
    return (b, x) -> b.tensorflow(x.shape(), List.of(x), function);
  }

  /**
   * Scales each channel by a number from 0 to 1, which two layers with a ReLU between them and a
   * hard sigmoid, relu6(x + 3) / 6, behind them compute from the means of all channels (Hu, Shen,
   * Sun: Squeeze-and-Excitation Networks, CVPR 2018, as in Howard et al. 2019).
   *
   * @param reduce {@code [channels, fewer]}, with a bias {@code [fewer]}
   * @param expand {@code [fewer, channels]}, with a bias {@code [channels]}
   */
  public static Operation squeezeExcite(
      Activation reduce, Activation reduceBias, Activation expand, Activation expandBias) {
    return (b, x) -> {
      Activation y =
          b.tensorflow(
              x.shape(),
              List.of(x, reduce, reduceBias, expand, expandBias),
              new Layer.SqueezeExcite(x.channels()));
      b.macs(2L * x.channels() * reduce.channels());
      return y;
    };
  }

  /** Rectifier cut off at 6. */
  public static Operation relu6() {
    return (b, x) -> b.reading().rectified(pointwise(Pointwise.RELU6).apply(b, x));
  }
}
