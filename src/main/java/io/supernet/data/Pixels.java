package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.nio.ByteBuffer;
import java.util.List;

/** Images as a data set has them. */
final class Pixels {

  private Pixels() {}

  /**
   * A copy of them, one after another.
   *
   * @param name of the data set, for messages
   * @param shape {@code [height, width, channels]}
   * @param images {@code [examples][height · width · channels]}
   */
  static ByteBuffer of(String name, List<Long> shape, byte[][] images) {
    long size = shape.stream().reduce(1L, Math::multiplyExact);
    ByteBuffer pixels =
        ByteBuffer.allocate(Math.toIntExact(Math.multiplyExact(size, images.length)));
    for (int i = 0; i < images.length; i++) {
      if (images[i].length != size) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Image %d of data set '%s' has %d bytes, one of shape %s has %d.",
                i, name, images[i].length, shape, size));
      }
      pixels.put(images[i]);
    }
    return pixels.flip();
  }
}
