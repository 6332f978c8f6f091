package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Csv.Row;
import io.supernet.text.Decimal;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Sets of labels while they are read: a column each, which says yes or no. */
final class SetColumns implements LabelReader {

  private static final ImmutableSet<String> YES = ImmutableSet.of("yes", "true");
  private static final ImmutableSet<String> NO = ImmutableSet.of("no", "false");

  private final String file;
  private final List<ColumnProfile> columns;
  private final ByteArrayOutputStream sets = new ByteArrayOutputStream();

  SetColumns(String file, List<ColumnProfile> columns) {
    this.file = file;
    this.columns = columns;
  }

  @Override
  public void add(Row row) {
    for (ColumnProfile column : columns) {
      sets.write(has(row.fields().get(column.index()), column, row.line()) ? 1 : 0);
    }
  }

  private boolean has(String cell, ColumnProfile column, long line) {
    OptionalDouble number = Decimal.parse(cell);
    String word = cell.toLowerCase(Locale.ROOT);
    boolean yes = number.isPresent() ? number.getAsDouble() == 1 : YES.contains(word);
    boolean no = number.isPresent() ? number.getAsDouble() == 0 : NO.contains(word);
    if (yes || no) {
      return yes;
    }
    throw new SupernetException(
        DATA,
        Text.of(
            "Line %d of file %s has %s in %s, which is a label; write 1 or 0, yes or no, or true or false there%s.",
            line,
            file,
            cell.isEmpty() ? "nothing" : "'" + cell + "'",
            column,
            Missing.is(cell) ? ", or remove the line" : ""));
  }

  @Override
  public long bytesUsed() {
    return sets.size();
  }

  @Override
  public Labels read(ImmutableIntArray lines) {
    return new Labels.Sets(columns.stream().map(ColumnProfile::name).toList(), sets.toByteArray());
  }
}
