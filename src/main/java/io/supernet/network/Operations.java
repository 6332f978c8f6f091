package io.supernet.network;

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
}
