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

  /** What a file says of its values before they come. */
  record Header(ElementType type, List<Long> shape, int headerBytes) {
    public Header {
      shape = List.copyOf(shape);
    }

    /** Of all values; more than any file has, if the header is wrong. */
    double bytes() {
      return shape.stream().mapToDouble(d -> d).reduce(type.bytes(), (a, b) -> a * b);
    }

    /** Of the values of one example. */
    double exampleBytes() {
      return bytes() / shape.get(0);
    }

    /** Fails if a file cannot have all that the header announces. */
    void checkMost(Source source) {
      if (bytes() > source.most()) {
        throw truncated(source.name(), headerBytes + (long) bytes(), "fewer");
      }
    }

    /** Fails unless so many bytes of values were read, which are all, and the file ends there. */
    void checkEnd(Source source, long read) throws IOException {
      long all = headerBytes + (long) bytes();
      checkLength(source.name(), all, headerBytes + read);
      if (source.in().read() >= 0) {
        throw new SupernetException(
            DATA,
            Text.of(
                "File %s goes on after the %d bytes that its header announces; fetch it again.",
                source.name(), all));
      }
    }
  }

  /** The header, with which a file begins. */
  static Header header(Source source) throws IOException {
    InputStream in = source.in();
    String file = source.name();
    byte[] magic = in.readNBytes(4);
    checkLength(file, 4, magic.length);
    ElementType type = type(magic, file);
    int headerBytes = 4 + 4 * magic[3];
    byte[] dimensions = in.readNBytes(4 * magic[3]);
    checkLength(file, headerBytes, 4 + dimensions.length);
    List<Long> shape = new ArrayList<>();
    ByteBuffer header = ByteBuffer.wrap(dimensions);
    while (header.hasRemaining()) {
      shape.add(Integer.toUnsignedLong(header.getInt()));
    }
    Header read = new Header(type, shape, headerBytes);
    if (read.bytes() < 1
        || shape.get(0) > MemoryLimit.ARRAY
        || read.exampleBytes() > MemoryLimit.ARRAY) {
      throw new SupernetException(
          DATA,
          Text.of(
              "File %s has the shape %s of %s; a data set needs at least one example, and holds "
                  + "at most %d of at most as many bytes.",
              file, shape, type, MemoryLimit.ARRAY));
    }
    return read;
  }

  /** All of a file. */
  static Idx parse(Source source) throws IOException {
    Header header = header(source);
    // Labels, the only values of rank 1, become ints beside what was read.
    source.announce(((long) header.bytes()) * (header.shape().size() == 1 ? BYTES_A_LABEL : 1));
    byte[] values = source.in().readNBytes((int) header.bytes());
    header.checkEnd(source, values.length);
    return new Idx(
        source.name(), header.type(), header.shape(), nativeOrder(values, header.type()));
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
      throw truncated(file, expected, Long.toString(actual));
    }
  }

  private static SupernetException truncated(String file, long expected, String actual) {
    return new SupernetException(
        DATA,
        Text.of(
            "File %s is truncated: expected %d bytes, got %s; fetch it again.",
            file, expected, actual));
  }

  /** Values that come big-endian as this machine has them; those of the array change. */
  static ByteBuffer nativeOrder(byte[] values, ElementType type) {
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
