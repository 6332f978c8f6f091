package io.supernet.images;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the beginning of a file of an image says.
 *
 * @param height of the image upright
 * @param width of the image upright
 * @param channels 1 or 3, and one more with alpha
 */
record ImageHeader(int height, int width, int channels) {

  private static final int JPEG = 0xFFD8;
  private static final int PNG = 0x8950;
  private static final int GIF = 0x4749;
  private static final int BMP = 0x424D;
  private static final int BUFFER = 2 * Orientation.HEAD;

  /** Reads it; empty if the file is none of an image that can be read. */
  static Optional<ImageHeader> read(InputStream file) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
    buffered.mark(BUFFER);
    byte[] head = buffered.readNBytes(Orientation.HEAD);
    if (head.length < 2) {
      return Optional.empty();
    }
    buffered.reset();
    try {
      return switch (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) {
        case JPEG -> jpeg(head, new DataInputStream(buffered));
        case PNG -> png(ByteBuffer.wrap(head));
        case GIF -> gif(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
        case BMP -> bmp(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
        default -> Optional.empty();
      };
    } catch (IndexOutOfBoundsException | IOException e) {
      return Optional.empty(); // It ends too early.
    }
  }

  private static Optional<ImageHeader> of(int height, int width, int channels) {
    return height > 0 && width > 0
        ? Optional.of(new ImageHeader(height, width, channels))
        : Optional.empty();
  }

  /** Segments with their lengths, among them a frame: SOF0 to SOF15 but for DHT, JPG and DAC. */
  private static Optional<ImageHeader> jpeg(byte[] head, DataInputStream in) throws IOException {
    in.skipNBytes(2);
    while (true) {
      int marker = in.readUnsignedByte();
      while (marker != 0xFF) {
        marker = in.readUnsignedByte();
      }
      while (marker == 0xFF) {
        marker = in.readUnsignedByte();
      }
      if (marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= 0xD8)) {
        continue; // Without a length.
      }
      int length = in.readUnsignedShort();
      if ((marker & 0xF0) == 0xC0 && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        in.skipNBytes(1);
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        int channels = in.readUnsignedByte() == 1 ? 1 : 3;
        return Orientation.isSideways(head)
            ? of(width, height, channels)
            : of(height, width, channels);
      }
      in.skipNBytes(Math.max(0, length - 2));
    }
  }

  private static Optional<ImageHeader> png(ByteBuffer head) {
    int channels =
        switch (head.get(25)) {
          case 0 -> 1;
          case 4 -> 2;
          case 6 -> 4;
          default -> 3;
        };
    return of(head.getInt(20), head.getInt(16), channels);
  }

  private static Optional<ImageHeader> gif(ByteBuffer head) {
    return of(head.getShort(8) & 0xFFFF, head.getShort(6) & 0xFFFF, 3);
  }

  /** Rows from the bottom up have a height below 0 where they are from the top down. */
  private static Optional<ImageHeader> bmp(ByteBuffer head) {
    int channels = head.getShort(28) == 8 ? 1 : head.getShort(28) == 32 ? 4 : 3;
    return of(Math.abs(head.getInt(22)), head.getInt(18), channels);
  }
}
