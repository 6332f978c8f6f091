package io.supernet.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Images as files, written by the JDK. */
final class PngFile {

  private PngFile() {}

  /** A file of pixels row by row, bytes from 0 to 255. */
  static byte[] gray(int width, int height, byte[] pixels) {
    return file(
        "png", BufferedImage.TYPE_BYTE_GRAY, width, height, (x, y) -> pixels[y * width + x] & 0xFF);
  }

  /** A file of colors, {@code 0xRRGGBB} by x and y. */
  static byte[] colored(String format, int width, int height, IntBinaryOperator colors) {
    return file(format, BufferedImage.TYPE_INT_RGB, width, height, colors);
  }

  private static byte[] file(
      String format, int type, int width, int height, IntBinaryOperator values) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int value = values.applyAsInt(x, y);
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
          image.getRaster().setSample(x, y, 0, value);
        } else {
          image.setRGB(x, y, value);
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
