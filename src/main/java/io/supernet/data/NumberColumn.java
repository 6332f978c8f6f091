package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import com.google.common.primitives.ImmutableIntArray;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Decimal;
import java.util.stream.IntStream;

/**
 * A column of numbers while it is read: parses its cells and watches what float32 makes of them.
 */
final class NumberColumn implements ColumnReader<RawNumbers> {

  /** No more digits than a float holds: unless it is tiny, its value is that of the text. */
  private static final int EXACT_CHARACTERS = 7;

  /** Below so many steps of float32 between its ends, a column has lost what it says. */
  private static final int FEWEST_STEPS = 16;

  private final String file;
  private final ColumnProfile column;
  private final FloatList values = new FloatList();
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  NumberColumn(String file, ColumnProfile column) {
    this.file = file;
    this.column = column;
  }

  @Override
  public void add(String cell, long line) {
    if (Missing.is(cell)) {
      values.add(Float.NaN);
      return;
    }
    float value = Decimal.is(cell) ? Float.parseFloat(cell) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Cell '%s' in line %d, %s of file %s is not %s; correct it, or leave the line or the column out.",
              cell,
              line,
              column,
              file,
              Decimal.is(cell) ? "within the range of float32, ±3.4e38" : "a finite number"));
    }
    boolean close = cell.length() <= EXACT_CHARACTERS && Math.abs(value) >= Float.MIN_NORMAL;
    double exact = close ? value : Double.parseDouble(cell);
    least = Math.min(least, exact);
    most = Math.max(most, exact);
    values.add(value);
  }

  @Override
  public long bytesUsed() {
    return values.bytesUsed();
  }

  /**
   * The values, NaN where one is missing.
   *
   * @throws SupernetException if float32 makes of different numbers (nearly) the same one, or
   *     scaling does
   */
  @Override
  public RawNumbers read(ImmutableIntArray lines) {
    refuseIfLost();
    float[] all = values.array();
    checkScale(all, lines);
    return new RawNumbers(column.name(), all);
  }

  private void checkScale(float[] all, ImmutableIntArray lines) {
    int[] present = IntStream.range(0, all.length).filter(i -> !Float.isNaN(all[i])).toArray();
    if (present.length == 0) {
      return;
    }
    float[] numbers = new float[present.length];
    for (int i = 0; i < present.length; i++) {
      numbers[i] = all[present[i]];
    }
    Columns.check(
        numbers,
        (example, channel) ->
            Text.of("line %d, %s of file %s", lines.get(present[example]), column, file));
  }

  private void refuseIfLost() {
    double step = Math.ulp((float) Math.max(Math.abs(least), Math.abs(most)));
    if (most > least && most - least < FEWEST_STEPS * step) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The numbers in %s of file %s, from %s to %s, are too close for float32, which goes in steps of %s there; subtract %s from all of them and scale them, or leave the column out with --drop %s.",
              column, file, text(least), text(most), text(step), text(least), column.dropName()));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e18
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
