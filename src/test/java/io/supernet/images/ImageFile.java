package io.supernet.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Files of images, written by the JDK. */
public final class ImageFile {

  private ImageFile() {}

  /** One of gray values from 0 to 255 by x and y. */
  public static byte[] gray(String format, int height, int width, IntBinaryOperator values) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, values.applyAsInt(x, y));
      }
    }
    return bytes(format, image);
  }

  /** One of colors, {@code 0xRRGGBB} by x and y. */
  public static byte[] color(String format, int height, int width, IntBinaryOperator colors) {
    return of(format, BufferedImage.TYPE_INT_RGB, height, width, colors);
  }

  /** A PNG file of colors with alpha, {@code 0xAARRGGBB} by x and y. */
  public static byte[] alpha(int height, int width, IntBinaryOperator colors) {
    return of("png", BufferedImage.TYPE_INT_ARGB, height, width, colors);
  }

  /** A JPEG file of one color whose Exif says how the camera was held. */
  public static byte[] turned(int orientation, byte[] jpeg, boolean bigEndian) {
    String hex =
        bigEndian
            ? "ffe1001e457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001000%d0000"
            : "ffe1001e457869660000"
                + "49492a0008000000"
                + "0100"
                + "1201030001000000"
                + "0%d000000";
    byte[] segment = fromHex(hex.replace("%d", Integer.toString(orientation)));
    byte[] file = new byte[jpeg.length + segment.length];
    System.arraycopy(jpeg, 0, file, 0, 2);
    System.arraycopy(segment, 0, file, 2, segment.length);
    System.arraycopy(jpeg, 2, file, 2 + segment.length, jpeg.length - 2);
    return file;
  }

  /** Writes a file; folders on its way are made. */
  public static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] fromHex(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex, 2 * i, 2 * i + 2, 16);
    }
    return bytes;
  }

  private static byte[] of(
      String format, int type, int height, int width, IntBinaryOperator colors) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colors.applyAsInt(x, y));
      }
    }
    return bytes(format, image);
  }

  private static byte[] bytes(String format, BufferedImage image) {
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
