package io.supernet.data;

import com.google.common.primitives.ImmutableIntArray;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.text.Csv.Row;

/** The labels of a table's rows while they are read. */
interface LabelReader {

  /** Takes those of the next row. */
  void add(Row row);

  /** What they take, in bytes. */
  long bytesUsed();

  /**
   * All of them.
   *
   * @param lines of the rows, for messages
   */
  Labels read(ImmutableIntArray lines);

  /** One for the columns that are labels. */
  static LabelReader of(String file, TableSchema schema, DataOptions options) {
    if (options.task() == TaskKind.MULTILABEL) {
      return new SetColumns(file, schema.labels());
    }
    ColumnProfile label = schema.labels().get(0);
    return new OneColumn(
        label.index(),
        options.task() == TaskKind.REGRESSION
            ? new ValueColumn(file, label)
            : new LabelColumn(file, label.toString(), options.task()));
  }

  /** Those that stand in one column. */
  record OneColumn(int index, ColumnReader<Labels> column) implements LabelReader {

    @Override
    public void add(Row row) {
      column.add(row.fields().get(index), row.line());
    }

    @Override
    public long bytesUsed() {
      return column.bytesUsed();
    }

    @Override
    public Labels read(ImmutableIntArray lines) {
      return column.read(lines);
    }
  }
}
