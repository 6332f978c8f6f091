package io.supernet.text;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/**
 * Builds a CSV text (RFC 4180, lines end with {@code \n}): quotes only where a field needs them.
 */
public final class CsvText {

  private final StringWriter text = new StringWriter();
  private final CsvWriter writer =
      CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

  /** Adds a row of these values; null is an empty field. */
  public CsvText row(Object... values) {
    return row(Arrays.asList(values));
  }

  /** Adds a row of these values; null is an empty field. */
  public CsvText row(List<?> values) {
    writer.writeRecord(values.stream().map(v -> v == null ? "" : v.toString()).toList());
    return this;
  }

  /** All rows so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
