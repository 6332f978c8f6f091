package io.supernet.storage;

import com.google.common.primitives.ImmutableIntArray;
import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** The lines of a journal: {@code crc32c-hex SPACE json NEWLINE}. */
final class JournalFormat {

  private static final Gson GSON =
      Json.LINE
          .newBuilder()
          .registerTypeAdapter(ImmutableIntArray.class, new IntArrays().nullSafe())
          .create();

  private static final int CHECKSUM_LENGTH = 8;

  /** What the first record leaves when it is torn: any beginning of a line, without its end. */
  private static final Pattern TORN =
      Pattern.compile("\\p{XDigit}{0,8}|\\p{XDigit}{8} ([\\[{\"].*)?");

  private JournalFormat() {}

  /** The good records, and how many bytes at the start of the file they fill. */
  record Content<T>(List<T> records, int length) {}

  static byte[] line(Object record) {
    String json = GSON.toJson(record);
    return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads all lines; one without an end is left out, as the process died while it wrote it. A file
   * without a good line that is not such an end either is none of ours.
   */
  static <T> Content<T> parse(Path file, byte[] bytes, Class<T> type) {
    List<T> records = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] != '\n') {
        continue;
      }
      T record = record(new String(bytes, start, end - start, StandardCharsets.UTF_8), type);
      if (record == null && start == 0 && end + 1 == bytes.length) {
        break;
      }
      if (record == null) {
        throw new SupernetException(
            Kind.RUN,
            Text.of(
                "Line %d of '%s' is damaged; restore the file from a copy, or delete that line and what it says is done again.",
                records.size() + 1, file));
      }
      records.add(record);
      start = end + 1;
    }
    if (start == 0 && !TORN.matcher(new String(bytes, StandardCharsets.UTF_8)).matches()) {
      throw new SupernetException(
          Kind.RUN,
          "'"
              + file
              + "' does not begin as a journal, so it is left alone; move it away, or restore the file that belongs there.");
    }
    return new Content<>(records, start);
  }

  /** The record of a line, or null if the line is damaged. */
  private static <T> T record(String line, Class<T> type) {
    if (line.length() <= CHECKSUM_LENGTH || line.charAt(CHECKSUM_LENGTH) != ' ') {
      return null;
    }
    String json = line.substring(CHECKSUM_LENGTH + 1);
    if (!line.startsWith(checksum(json))) {
      return null;
    }
    try {
      return GSON.fromJson(json, type);
    } catch (RuntimeException e) {
      return null; // Gson's own exceptions, or a record's constructor that refuses the values.
    }
  }

  /** Architectures as plain lists of numbers; Gson would write the fields of Guava's class. */
  private static final class IntArrays extends TypeAdapter<ImmutableIntArray> {
    @Override
    public void write(JsonWriter out, ImmutableIntArray values) throws IOException {
      out.beginArray();
      for (int i = 0; i < values.length(); i++) {
        out.value(values.get(i));
      }
      out.endArray();
    }

    @Override
    public ImmutableIntArray read(JsonReader in) throws IOException {
      var values = ImmutableIntArray.builder();
      in.beginArray();
      while (in.hasNext()) {
        values.add(in.nextInt());
      }
      in.endArray();
      return values.build();
    }
  }

  private static String checksum(String json) {
    CRC32C crc = new CRC32C();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return Text.of("%08x", crc.getValue());
  }
}
