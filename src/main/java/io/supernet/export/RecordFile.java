package io.supernet.export;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Messages in TensorFlow's format TFRecord: length, its checksum, message, its checksum. */
final class RecordFile {

  private RecordFile() {}

  static void write(Path file, List<? extends MessageLite> messages) throws IOException {
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
