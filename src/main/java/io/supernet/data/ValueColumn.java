package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.primitives.ImmutableIntArray;
import io.supernet.SupernetException;
import io.supernet.Text;

/** The numbers to be predicted while they are read: a column of numbers without gaps. */
final class ValueColumn implements ColumnReader<Labels> {

  private final String file;
  private final ColumnProfile column;
  private final NumberColumn numbers;

  ValueColumn(String file, ColumnProfile column) {
    this.file = file;
    this.column = column;
    this.numbers = new NumberColumn(file, column);
  }

  @Override
  public void add(String cell, long line) {
    if (Missing.is(cell)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has no number to predict in %s; write one, or remove the line.",
              line, file, column));
    }
    numbers.add(cell, line);
  }

  @Override
  public long bytesUsed() {
    return numbers.bytesUsed();
  }

  @Override
  public Labels read(ImmutableIntArray lines) {
    return new Labels.Values(numbers.read(lines).values());
  }
}
