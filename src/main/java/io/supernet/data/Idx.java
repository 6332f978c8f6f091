package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.MemoryLimit;
import io.supernet.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of one IDX file: two zero bytes, a type byte, the rank, the dimensions as big-endian
 * ints, then the values, row-major and big-endian.
 *
 * @param file where it came from
 * @param type the type of the values
 * @param shape the dimensions, the number of examples first
 * @param values the values in native byte order
 */
record Idx(String file, ElementType type, List<Long> shape, ByteBuffer values) {

  /** Labels, the only values of rank 1, become ints beside what was read. */
  private static final int BYTES_A_LABEL = 1 + Integer.BYTES;

  Idx {
    shape = List.copyOf(shape);
  }

  /** How many examples the file has. */
  int size() {
    return Math.toIntExact(shape.get(0));
  }

  static Idx parse(Source source) throws IOException {
    InputStream in = source.in();
    String file = source.name();
    byte[] magic = in.readNBytes(4);
    checkLength(file, 4, magic.length);
    ElementType type = type(magic, file);
    int headerBytes = 4 + 4 * magic[3];
    byte[] dimensions = in.readNBytes(4 * magic[3]);
    checkLength(file, headerBytes, 4 + dimensions.length);
    List<Long> shape = new ArrayList<>();
    double bytes = type.bytes();
    ByteBuffer header = ByteBuffer.wrap(dimensions);
    while (header.hasRemaining()) {
      long dimension = Integer.toUnsignedLong(header.getInt());
      shape.add(dimension);
      bytes *= dimension;
    }
    if (bytes < 1 || bytes > MemoryLimit.ARRAY) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has the shape %s of %s; a data set needs at least one example and holds "
                  + "at most %d bytes.",
              file, shape, type, MemoryLimit.ARRAY));
    }
    source.announce(((long) bytes) * (shape.size() == 1 ? BYTES_A_LABEL : 1));
    byte[] values = in.readNBytes((int) bytes);
    checkLength(file, headerBytes + (long) bytes, headerBytes + (long) values.length);
    if (in.read() >= 0) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s goes on after the %d bytes that its header announces; fetch it again.",
              file, headerBytes + (long) bytes));
    }
    return new Idx(file, type, shape, nativeOrder(values, type));
  }

  private static ElementType type(byte[] magic, String file) {
    if (magic[0] == 0 && magic[1] == 0 && magic[3] >= 1 && magic[3] <= 4) {
      if (magic[2] == 0x08) {
        return ElementType.UINT8;
      }
      if (magic[2] == 0x0D) {
        return ElementType.FLOAT32;
      }
    }
    throw new SupernetException(
        DATA,
        Text.of(
            "File %s begins with %02x %02x %02x %02x, which is not IDX of unsigned bytes (00 "
                + "00 08, rank 1 to 4) or floats (00 00 0d); check that it is the right file.",
            file, magic[0], magic[1], magic[2], magic[3]));
  }

  private static void checkLength(String file, long expected, long actual) {
    if (actual < expected) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s is truncated: expected %d bytes, got %d; fetch it again.",
              file, expected, actual));
    }
  }

  private static ByteBuffer nativeOrder(byte[] values, ElementType type) {
    ByteBuffer buffer = ByteBuffer.wrap(values);
    if (type == ElementType.FLOAT32) {
      ByteBuffer target = buffer.duplicate().order(ByteOrder.nativeOrder());
      for (int i = 0; i < values.length; i += Float.BYTES) {
        target.putInt(i, buffer.getInt(i));
      }
    }
    return buffer.order(ByteOrder.nativeOrder());
  }
}
