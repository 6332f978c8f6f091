package io.supernet.text;

import static io.supernet.SupernetException.Kind.DATA;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads CSV in UTF-8 (RFC 4180, but that a row stays on its line), row by row. Spaces around a
 * field do not count, blank lines neither.
 */
public final class Csv {

  /** More characters than the longest field that anybody writes on purpose. */
  private static final int LONGEST_FIELD = 1 << 20;

  /** What a field takes beside its characters, in bytes. */
  private static final int OVERHEAD = 64;

  /**
   * A row that is not blank.
   *
   * @param line its number in the file, from 1
   */
  public record Row(long line, List<String> fields) {
    public Row {
      fields = Collections.unmodifiableList(fields);
    }
  }

  private Csv() {}

  /** All rows of a small file, unpacked if it is gzipped. */
  public static List<Row> rows(Path file) {
    return SourceFile.read(
        file,
        "a table (CSV in UTF-8)",
        source -> {
          List<Row> rows = new ArrayList<>();
          long[] memory = {0};
          read(
              source,
              row -> {
                row.fields().forEach(field -> memory[0] += OVERHEAD + 2L * field.length());
                source.keep(memory[0]);
                rows.add(row);
              });
          return rows;
        });
  }

  /**
   * Hands over one row after another, none of which is kept here.
   *
   * @throws SupernetException if it is not CSV; names the line
   */
  public static void read(Source source, Consumer<Row> consumer) throws IOException {
    read(source, ',', consumer);
  }

  /**
   * The same with another separator than a comma between fields.
   *
   * @throws SupernetException if it is not CSV; names the line
   */
  public static void read(Source source, char separator, Consumer<Row> consumer)
      throws IOException {
    read(source.name(), source.reader(), separator, consumer);
  }

  /**
   * The same of a text that is part of a file.
   *
   * @param file that the text is from, for messages
   * @throws SupernetException if it is not CSV; names the line
   */
  public static void read(String file, Reader text, char separator, Consumer<Row> consumer) {
    RowHandler handler = new RowHandler(file);
    CsvReader<Row> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .trimWhitespacesAroundQuotes(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_FIELD)
            .build(handler, new NewlineAtEnd(text));
    try {
      for (Row row : reader) {
        if (row.fields().size() > 1 || !row.fields().get(0).isEmpty()) {
          consumer.accept(row);
        }
      }
    } catch (CsvParseException e) {
      if (e.getCause() instanceof SupernetException refused) {
        throw refused;
      }
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has text between a closing quote and the end of its field, or a field of more than %,d characters; correct the line.",
              handler.line(), file, LONGEST_FIELD),
          e);
    }
  }
}
