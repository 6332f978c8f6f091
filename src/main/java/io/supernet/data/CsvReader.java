package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Floats;
import io.supernet.SupernetException;
import io.supernet.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table of numbers with the label in the last column, comma-separated, UTF-8, gzipped or
 * not. The first line may be a header: then none of its cells before the last is a number. Labels
 * are the integers 0 to k - 1, each used, or class names, numbered in alphabetical order. Cells may
 * stand in double quotes, but have no commas inside.
 */
public final class CsvReader {

  private static final Splitter CELLS =
      Splitter.on(',').trimResults(CharMatcher.whitespace().or(CharMatcher.anyOf("\"\uFEFF")));

  private final String file;
  private final List<float[]> rows = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  private CsvReader(String file) {
    this.file = file;
  }

  /** The data set of a file: float32 {@code [features]}. */
  public static DataSet read(String name, Path file) {
    return SourceFile.read(
        file, "a CSV table in UTF-8", (in, source) -> new CsvReader(source).dataSet(name, in));
  }

  private DataSet dataSet(String name, InputStream in) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    int lineNumber = 0;
    int columns = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lineNumber++;
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = CELLS.splitToList(line);
      boolean first = columns == 0;
      if (first) {
        columns = cells.size();
      }
      checkColumns(cells.size(), columns, lineNumber);
      if (!first || !isHeader(cells)) {
        addRow(cells, lineNumber);
      }
    }
    if (rows.isEmpty()) {
      throw new SupernetException(
          DATA, Text.of("File %s has no examples; expected a CSV table in UTF-8.", file));
    }
    CsvLabels numbered = CsvLabels.of(labels, file);
    return new DataSet(
        name,
        ElementType.FLOAT32,
        List.of(columns - 1L),
        numbered.classNames(),
        bytes(columns - 1),
        numbered.labels().stream().mapToInt(i -> i).toArray());
  }

  private void checkColumns(int cells, int columns, int lineNumber) {
    if (cells < 2 || cells != columns) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has %d columns; expected %s, the last one the label.",
              lineNumber, file, cells, columns < 2 ? "at least 2" : columns));
    }
  }

  private static boolean isHeader(List<String> cells) {
    return cells.subList(0, cells.size() - 1).stream().allMatch(c -> Floats.tryParse(c) == null);
  }

  private void addRow(List<String> cells, int lineNumber) {
    float[] row = new float[cells.size() - 1];
    for (int i = 0; i < row.length; i++) {
      Float value = Floats.tryParse(cells.get(i));
      if (value == null || !Float.isFinite(value)) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Cell '%s' in line %d, column %d of file %s is not a finite number; write "
                    + "numbers before the label.",
                cells.get(i), lineNumber, i + 1, file));
      }
      row[i] = value;
    }
    String label = cells.get(row.length);
    if (label.isEmpty()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has no label in column %d; write a class there.",
              lineNumber, file, row.length + 1));
    }
    rows.add(row);
    labels.add(label);
  }

  private ByteBuffer bytes(int features) {
    long size = (long) rows.size() * features * Float.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    return bytes.flip();
  }
}
