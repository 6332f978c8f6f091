package io.supernet.onnx;

/** TensorFlow's "same" padding, for a format that pads by pixels. */
final class Padding {

  private Padding() {}

  /**
   * Pixels above, to the left, below and to the right: of an odd number the larger half comes
   * after.
   *
   * @param height of the image
   * @param reachY rows that a window covers
   */
  static int[] same(long height, long width, long reachY, long reachX, int stride) {
    int y = total(height, reachY, stride);
    int x = total(width, reachX, stride);
    return new int[] {y / 2, x / 2, y - y / 2, x - x / 2};
  }

  private static int total(long size, long reach, int stride) {
    long windows = (size + stride - 1) / stride;
    return Math.toIntExact(Math.max(0, (windows - 1) * stride + reach - size));
  }
}
