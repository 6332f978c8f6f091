package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Decimal;
import java.util.List;

/**
 * A column of numbers while it is read: parses its cells and watches what float32 makes of them.
 */
final class NumberColumn {

  /** No more digits than a float holds: unless it is tiny, its value is that of the text. */
  private static final int EXACT_CHARACTERS = 7;

  /** Below so many steps of float32 between its ends, a column has lost what it says. */
  private static final int FEWEST_STEPS = 16;

  private final String file;
  private final int index;
  private final String name;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /**
   * A column.
   *
   * @param index from 0
   * @param name from the header; empty if there is none
   */
  NumberColumn(String file, int index, String name) {
    this.file = file;
    this.index = index;
    this.name = name;
  }

  /** The value of a cell. */
  float add(String cell, long line) {
    if (!isFloat(cell)) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Cell '%s' in line %d, %s of file %s is not %s; write numbers before the label, which is in the last column%s.",
              cell,
              line,
              position(),
              file,
              Decimal.is(cell) ? "within the range of float32, ±3.4e38" : "a finite number",
              Separators.hint(List.of(cell))));
    }
    float value = Float.parseFloat(cell);
    boolean close = cell.length() <= EXACT_CHARACTERS && Math.abs(value) >= Float.MIN_NORMAL;
    double exact = close ? value : Double.parseDouble(cell);
    least = Math.min(least, exact);
    most = Math.max(most, exact);
    return value;
  }

  private static boolean isFloat(String cell) {
    return Decimal.is(cell) && Float.isFinite(Float.parseFloat(cell));
  }

  /** Refuses a column of different numbers that are (nearly) the same one as float32. */
  void refuseIfLost() {
    double step = Math.ulp((float) Math.max(Math.abs(least), Math.abs(most)));
    if (most > least && most - least < FEWEST_STEPS * step) {
      throw new SupernetException(
          DATA,
          Text.of(
              "The numbers in %s of file %s, from %s to %s, are too close for float32, which goes in steps of %s there; subtract %s from all of them and scale them, or leave the column out.",
              position(), file, text(least), text(most), text(step), text(least)));
    }
  }

  private String position() {
    return "column " + (index + 1) + (name.isEmpty() ? "" : " ('" + name + "')");
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e18
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public String toString() {
    return position() + " of file " + file;
  }
}
