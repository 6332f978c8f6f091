package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.Streams;
import com.google.common.primitives.ImmutableIntArray;
import io.supernet.SupernetException;
import io.supernet.text.Csv;
import io.supernet.text.Csv.Row;
import io.supernet.text.MemoryLimit;
import io.supernet.text.Source;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Reads a table in UTF-8, gzipped or not, of numbers and categories, one column of which is the
 * label, or several. It reads the beginning for its form, all rows for what the columns are, and
 * all rows again for what they say.
 */
@API(status = INTERNAL)
public final class CsvReader {

  private static final String EXPECTED = "a CSV table in UTF-8";

  private final Source source;
  private final TableSchema schema;
  private final List<ColumnReader<? extends RawColumn>> columns;
  private final LabelReader labels;
  private final ImmutableIntArray.Builder lines = ImmutableIntArray.builder();
  private int rows;

  private CsvReader(Source source, TableSchema schema, DataOptions options) {
    String file = source.name();
    this.source = source;
    this.schema = schema;
    this.labels = LabelReader.of(file, schema, options);
    this.columns =
        Streams.<ColumnProfile, ColumnKind, ColumnReader<? extends RawColumn>>zip(
                schema.features().stream(),
                schema.kinds().stream(),
                (column, kind) -> reader(file, column, kind))
            .toList();
  }

  private static ColumnReader<? extends RawColumn> reader(
      String file, ColumnProfile column, ColumnKind kind) {
    return kind == ColumnKind.NUMBERS
        ? new NumberColumn(file, column)
        : new TextColumn(column.name());
  }

  /**
   * The table of a file.
   *
   * @param name what messages and reports call it
   * @throws SupernetException if it is no such table, too large for the memory, or has a column or
   *     labels that nothing can be learned from
   */
  static RawTable table(String name, Path file, DataOptions options) {
    return table(name, file, options, MemoryLimit.ofThisJvm());
  }

  /** All rows of a file as examples, as if they were training ones. */
  public static DataSet read(String name, Path file) {
    return table(name, file, DataOptions.DEFAULT).whole();
  }

  static RawTable table(String name, Path file, DataOptions options, MemoryLimit limit) {
    SourceFile.read(file, EXPECTED, limit, OtherFormats::check);
    CsvForm form = SourceFile.read(file, EXPECTED, limit, source -> CsvForm.of(source, options));
    TableProfile profile =
        SourceFile.read(file, EXPECTED, limit, source -> TableProfile.of(source, form));
    TableSchema schema = TableSchema.of(profile, options);
    return SourceFile.read(
        file, EXPECTED, limit, source -> new CsvReader(source, schema, options).table(name, form));
  }

  private RawTable table(String name, CsvForm form) throws IOException {
    boolean[] begun = {!form.header()};
    Csv.read(
        source,
        form.separator(),
        row -> {
          if (begun[0]) {
            add(row);
          }
          begun[0] = true;
        });
    ImmutableIntArray lineOf = lines.build();
    Labels said = labels.read(lineOf);
    List<RawColumn> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(column.read(lineOf)));
    return new RawTable(name, cells, said, LabelNames.of(schema.labels()), schema.leftOut());
  }

  private void add(Row row) {
    long memory = 0;
    for (int i = 0; i < columns.size(); i++) {
      ColumnReader<?> column = columns.get(i);
      column.add(row.fields().get(schema.features().get(i).index()), row.line());
      memory += column.bytesUsed();
    }
    labels.add(row);
    lines.add((int) row.line());
    rows++;
    source.keep(memory + (long) Integer.BYTES * rows + labels.bytesUsed());
  }
}
