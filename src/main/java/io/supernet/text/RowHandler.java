package io.supernet.text;

import static io.supernet.SupernetException.Kind.DATA;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Csv.Row;
import java.util.ArrayList;
import java.util.List;

/** Makes rows of fields; refuses quotes that are not closed on their line, and endless lines. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<Row> {

  private static final int MOST_FIELDS = 1 << 20;
  private static final int LONGEST_LINE = 1 << 24;

  private final String file;
  private long line = 1;
  private List<String> fields = new ArrayList<>();
  private int length;

  RowHandler(String file) {
    this.file = file;
  }

  /** The line of the row that is read, from 1. */
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    fields = new ArrayList<>(fields.size());
    length = 0;
  }

  @Override
  protected void handleField(
      int fieldIdx, char[] buffer, int offset, int fieldLength, boolean quoted) {
    String field = new String(buffer, offset, fieldLength);
    if (quoted && (field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d, column %d of file %s: a quote is not closed on its line; close it.",
              line, fields.size() + 1, file));
    }
    fields.add(field.strip());
    length += fieldLength + 1;
    if (length > LONGEST_LINE || fields.size() > MOST_FIELDS) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s goes on after %,d characters in %,d columns; check that it is a table with a row on each line.",
              line, file, length, fields.size()));
    }
  }

  @Override
  protected Row buildRecord() {
    return new Row(line, fields);
  }
}
