package io.supernet.table;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a CSV file in UTF-8 (RFC 4180, but that a field stays on its line), gzipped or not.
 * Spaces around a field do not count.
 */
public final class CsvLines {

  private CsvLines() {}

  /** A line that is not blank, and its number from 1. */
  public record Line(int number, List<String> fields) {}

  /**
   * Reads a file.
   *
   * @throws SupernetException if it is missing, or not CSV in UTF-8
   */
  public static List<Line> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SupernetException(
          Kind.DATA, Text.of("There is no file '%s'; check the name of the table.", file));
    }
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = reader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!text.isBlank()) {
          lines.add(new Line(number, fields(file, number, text)));
        }
      }
    } catch (IOException e) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Table '%s' cannot be read as CSV in UTF-8, gzipped or not (%s); check it or fetch it again.",
              file, e),
          e);
    }
    return lines;
  }

  private static BufferedReader reader(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(2);
      byte[] magic = in.readNBytes(2);
      in.reset();
      boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
      return new BufferedReader(
          new InputStreamReader(
              gzip ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8.newDecoder()));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static List<String> fields(Path file, int number, String line) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (start <= line.length()) {
      int end;
      int first = start;
      while (first < line.length() && line.charAt(first) == ' ') {
        first++;
      }
      if (first < line.length() && line.charAt(first) == '"') {
        StringBuilder field = new StringBuilder();
        int close = close(line, first, field);
        if (close < 0) {
          throw new SupernetException(
              Kind.DATA,
              Text.of(
                  "Table '%s', line %d, column %d: a quote is not closed on its line; mend the table.",
                  file, number, fields.size() + 1));
        }
        end = line.indexOf(',', close);
        fields.add(field.toString());
      } else {
        end = line.indexOf(',', start);
        fields.add(line.substring(start, end < 0 ? line.length() : end).strip());
      }
      start = end < 0 ? line.length() + 1 : end + 1;
    }
    return fields;
  }

  /**
   * The position after the closing quote, or -1; a doubled quote is one that belongs to the field.
   */
  private static int close(String line, int open, StringBuilder field) {
    for (int i = open + 1; i < line.length(); i++) {
      if (line.charAt(i) != '"') {
        field.append(line.charAt(i));
      } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else {
        return i + 1;
      }
    }
    return -1;
  }
}
