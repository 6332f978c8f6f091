package io.supernet.images;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.primitives.ImmutableLongArray;
import com.google.errorprone.annotations.FormatMethod;
import com.google.protobuf.MessageLite;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;

/** Messages in TensorFlow's format TFRecord: length, its checksum, message, its checksum. */
@API(status = INTERNAL)
public final class RecordFile {

  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private RecordFile() {}

  /** Writes a file of messages. */
  public static void write(Path file, List<? extends MessageLite> messages) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (MessageLite message : messages) {
        byte[] bytes = message.toByteArray();
        byte[] length = littleEndian(Long.BYTES).putLong(bytes.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(bytes);
        out.write(checksum(bytes));
      }
    }
  }

  /**
   * Where the records of a file begin, by their lengths alone.
   *
   * @throws SupernetException if the file is another one, or ends within a record
   */
  static ImmutableLongArray index(Path file) throws IOException {
    ImmutableLongArray.Builder starts = ImmutableLongArray.builder();
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long at = 0;
      for (long number = 0; at < size; number++) {
        starts.add(at);
        long end = at + HEAD > size ? Long.MAX_VALUE : at + HEAD + length(file, channel, at);
        if (end > size - Integer.BYTES) {
          throw refused(
              "File %s is truncated: its record %,d begins at byte %,d and does not end; fetch it again.",
              file, number, at);
        }
        at = end + Integer.BYTES;
      }
    }
    return starts.build();
  }

  /** The record that begins at a place. */
  static byte[] read(Path file, FileChannel channel, long start) throws IOException {
    int length = Math.toIntExact(length(file, channel, start));
    byte[] record = bytes(channel, start + HEAD, length);
    if (!Arrays.equals(checksum(record), bytes(channel, start + HEAD + length, Integer.BYTES))) {
      throw refused(
          "The record at byte %,d of file %s is damaged: its checksum is another; fetch the file again.",
          start, file);
    }
    return record;
  }

  private static long length(Path file, FileChannel channel, long start) throws IOException {
    byte[] head = bytes(channel, start, HEAD);
    byte[] length = Arrays.copyOf(head, Long.BYTES);
    if (!Arrays.equals(checksum(length), Arrays.copyOfRange(head, Long.BYTES, HEAD))) {
      if (head[0] == 0x1f && head[1] == (byte) 0x8b) {
        throw refused("File %s is gzipped, at byte %,d; unpack it first.", file, start);
      }
      throw refused(
          "File %s is no TFRecord file, or damaged at byte %,d: a checksum is another; fetch it again.",
          file, start);
    }
    return ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static byte[] bytes(FileChannel channel, long start, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read;
    do {
      read = channel.read(bytes, start + bytes.position());
    } while (read >= 0 && bytes.hasRemaining());
    return bytes.array();
  }

  @FormatMethod
  private static SupernetException refused(String sentence, Object... values) {
    return new SupernetException(Kind.DATA, Text.of(sentence, values));
  }

  /** CRC-32C, turned and moved so that the checksum of a checksum is another one. */
  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    return littleEndian(Integer.BYTES).putInt(masked).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
