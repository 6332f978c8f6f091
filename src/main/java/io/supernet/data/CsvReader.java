package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.primitives.ImmutableIntArray;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Csv;
import io.supernet.text.Csv.Row;
import io.supernet.text.Decimal;
import io.supernet.text.MemoryLimit;
import io.supernet.text.Source;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Reads a table of numbers with the label in the last column, comma-separated, UTF-8, gzipped or
 * not. The first line may be a header: then none of its cells before the last is a number. Labels
 * are the integers 0 to k - 1, each used, or class names, numbered in alphabetical order.
 */
@API(status = INTERNAL)
public final class CsvReader {

  /** What a row takes beside its values: its label and its line, in bytes. */
  private static final int ROW_BYTES = 2 * Integer.BYTES;

  private final Source source;
  private final FloatList values = new FloatList();
  private final ImmutableIntArray.Builder lines = ImmutableIntArray.builder();
  private final LabelColumn labels;
  private List<NumberColumn> columns = List.of();
  private int rows;

  private CsvReader(Source source) {
    this.source = source;
    this.labels = new LabelColumn(source.name());
  }

  /**
   * The data set of a file: float32 {@code [features]}.
   *
   * @throws SupernetException if it is no such table, too large for the memory, or has a column or
   *     labels that nothing can be learned from
   */
  public static DataSet read(String name, Path file) {
    return read(name, file, MemoryLimit.ofThisJvm());
  }

  static DataSet read(String name, Path file, MemoryLimit limit) {
    return SourceFile.read(
        file, "a CSV table in UTF-8", limit, source -> new CsvReader(source).dataSet(name));
  }

  private DataSet dataSet(String name) throws IOException {
    Csv.read(source, this::add);
    if (rows == 0) {
      throw new SupernetException(
          DATA, Text.of("File %s has no examples; expected a CSV table in UTF-8.", source.name()));
    }
    columns.forEach(NumberColumn::refuseIfLost);
    DataSet data =
        new DataSet(
            name,
            ElementType.FLOAT32,
            List.of((long) columns.size()),
            labels.classNames(),
            values.bytes(),
            labels.labels());
    ImmutableIntArray lineOf = lines.build();
    Columns.check(
        data,
        (example, column) -> Text.of("line %d, %s", lineOf.get(example), columns.get(column)));
    return data;
  }

  private void add(Row row) {
    List<String> cells = row.fields();
    int last = cells.size() - 1;
    if (columns.isEmpty() && cells.size() > 1) {
      boolean header = cells.subList(0, last).stream().noneMatch(Decimal::is);
      columns =
          IntStream.range(0, last)
              .mapToObj(i -> new NumberColumn(source.name(), i, header ? cells.get(i) : ""))
              .toList();
      if (header) {
        return;
      }
    }
    if (columns.isEmpty() || last != columns.size()) {
      throw wrongLength(row);
    }
    for (int i = 0; i < last; i++) {
      values.add(columns.get(i).add(cells.get(i), row.line()));
    }
    labels.add(cells.get(last), row.line());
    lines.add((int) row.line());
    rows++;
    source.keep(values.bytesUsed() + (long) ROW_BYTES * rows + labels.bytesUsed());
  }

  private SupernetException wrongLength(Row row) {
    return new SupernetException(
        DATA,
        Text.of(
            "Line %d of file %s has %d columns; expected %s, the last one the label%s.",
            row.line(),
            source.name(),
            row.fields().size(),
            columns.isEmpty() ? "at least 2" : columns.size() + 1,
            Separators.hint(row.fields())));
  }
}
