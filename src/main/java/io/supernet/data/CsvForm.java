package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Csv;
import io.supernet.text.Source;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table is written.
 *
 * @param separator between columns
 * @param header whether the first row names them
 */
record CsvForm(char separator, boolean header) {

  private static final int SAMPLE_ROWS = 1000;
  private static final int SAMPLE_CHARACTERS = 1 << 20;

  /** That of a table, by its first rows and by what the user says. */
  static CsvForm of(Source source, DataOptions options) throws IOException {
    String beginning = beginning(source.reader());
    char separator = Separators.find(source.name(), beginning);
    if (options.header() != null) {
      return new CsvForm(separator, options.header());
    }
    List<List<String>> rows = new ArrayList<>();
    Csv.read(source.name(), new StringReader(beginning), separator, row -> rows.add(row.fields()));
    return new CsvForm(separator, hasHeader(source.name(), rows));
  }

  private static boolean hasHeader(String file, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return false;
    }
    return HeaderGuess.of(rows)
        .orElseThrow(
            () ->
                new SupernetException(
                    DATA,
                    Text.of(
                        "The first row of file %s, '%s', may name the columns or be an example; say which with --header yes or --header no.",
                        file, String.join("', '", rows.get(0)))));
  }

  /** Whole lines, but for a line that is longer than all that is looked at. */
  private static String beginning(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    int ended = 0;
    int rows = 0;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      text.append((char) c);
      if (c == '\n' || c == '\r') {
        ended = text.length();
        rows++;
      }
      if (rows == SAMPLE_ROWS || text.length() == SAMPLE_CHARACTERS) {
        return text.substring(0, ended == 0 ? text.length() : ended);
      }
    }
    return text.toString();
  }
}
