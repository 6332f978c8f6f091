package io.supernet.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Pixels as they are, {@code [height, width, channels]}, which become a file so that they are read
 * like all others.
 */
@SuppressWarnings("ArrayRecordComponent") // It lives as long as one image is read.
record RawImage(ImageHeader header, byte[] pixels) {

  private static final int HEAD = 54;

  /** One, if so many bytes can be its pixels. */
  static Optional<RawImage> of(byte[] pixels, long height, long width, long channels) {
    boolean fits =
        height > 0
            && width > 0
            && (channels == 1 || channels == 3 || channels == 4)
            && height * width * channels == pixels.length;
    return fits
        ? Optional.of(
            new RawImage(new ImageHeader((int) height, (int) width, (int) channels), pixels))
        : Optional.empty();
  }

  /** A BMP file: blue, green and red from the bottom up, rows of whole words. */
  byte[] file() {
    int channels = header.channels();
    int stored = channels == 4 ? 4 : 3;
    int row = (header.width() * stored + 3) / 4 * 4;
    ByteBuffer file =
        ByteBuffer.allocate(HEAD + row * header.height()).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(HEAD);
    file.putInt(HEAD - 14).putInt(header.width()).putInt(header.height());
    file.putShort((short) 1).putShort((short) (8 * stored));
    for (int y = 0; y < header.height(); y++) {
      file.position(HEAD + row * (header.height() - 1 - y));
      for (int x = 0; x < header.width(); x++) {
        int from = (y * header.width() + x) * channels;
        for (int c = 0; c < stored; c++) {
          // Gray is all three colors.
          int channel = channels == 1 ? 0 : c < 3 ? 2 - c : c;
          file.put(pixels[from + channel]);
        }
      }
    }
    return file.array();
  }
}
