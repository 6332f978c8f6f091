package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.data.ColumnProfile.Cell;

/** What a column of a table is taken as. */
enum ColumnKind {
  /** Numbers, some of which may be missing. */
  NUMBERS,
  /** Texts that come again and again. */
  CATEGORIES,
  /** Numbers that name the rows. */
  ROW_NUMBERS,
  /** Texts that name the rows. */
  ROW_NAMES,
  /** One text in all rows. */
  CONSTANT,
  /** No cell that is there. */
  EMPTY;

  /** With fewer rows, whole numbers in a row and texts that never come again are chance. */
  static final int FEW_ROWS = 20;

  /**
   * The kind of a column.
   *
   * @param file that the table is from
   * @param kept whether the user wants it, whatever it is
   * @throws SupernetException if nothing can be learned from it as it is
   */
  static ColumnKind of(ColumnProfile column, String file, boolean kept) {
    long present = column.present();
    if (present == 0) {
      return EMPTY;
    }
    if (column.numbers() == present) {
      return !kept && namesRows(column) ? ROW_NUMBERS : NUMBERS;
    }
    refuseUnread(column, file);
    boolean unlike = present >= FEW_ROWS && column.numbers() == 0 && 2L * column.texts() > present;
    boolean all = column.texts() == Math.min(present, ColumnProfile.MOST_TEXTS);
    if (unlike && !kept) {
      if (all && column.missing() == 0 && (column.index() == 0 || column.isRowName())) {
        return ROW_NAMES;
      }
      throw refused(
          Text.of(
              "The texts in %s of file %s are %,d different ones in %,d rows, such as '%s', and nothing can be learned from a text that comes once; make categories of them",
              column, file, column.texts(), present, shortened(column.firstText().text())),
          column);
    }
    return column.texts() == 1 && column.numbers() == 0 && column.missing() == 0
        ? CONSTANT
        : CATEGORIES;
  }

  /** Whether it stays out of what is learned from. */
  boolean isLeftOut() {
    return this != NUMBERS && this != CATEGORIES;
  }

  /** Why it is left out. */
  String reason() {
    return switch (this) {
      case ROW_NUMBERS, ROW_NAMES -> "names the rows";
      case CONSTANT -> "the same in all rows";
      case EMPTY -> "no values";
      case NUMBERS, CATEGORIES -> throw new IllegalStateException(name());
    };
  }

  private static boolean namesRows(ColumnProfile column) {
    return column.isWhole()
        && ((column.isRowName() && column.isUnique())
            || (column.isCounting() && column.present() >= FEW_ROWS));
  }

  /** Numbers and dates that are written in a way that is not read, and mistakes among numbers. */
  private static void refuseUnread(ColumnProfile column, String file) {
    long present = column.present();
    if (2 * column.dates() > present) {
      throw refused(
          Text.of(
              "%s is a date or a time, which is not read; write what counts of it as a number, such as the year",
              cell(column.firstDate(), column, file)),
          column);
    }
    if (column.almostNumbers() > 0 && column.almostNumbers() + column.numbers() == present) {
      throw refused(
          Text.of(
              "%s is no number as it is read; write 1234.5 with a point before decimals, nothing between thousands and no unit",
              cell(column.firstAlmost(), column, file)),
          column);
    }
    if (2 * column.numbers() >= present) {
      throw refused(
          Text.of(
              "%s is not a finite number, as most of its column are; correct it, write NA where a value is missing",
              cell(column.firstText(), column, file)),
          column);
    }
  }

  private static String cell(Cell cell, ColumnProfile column, String file) {
    return Text.of(
        "Cell '%s' in line %d, %s of file %s", shortened(cell.text()), cell.line(), column, file);
  }

  private static String shortened(String text) {
    int most = 40;
    return text.length() <= most ? text : text.substring(0, most) + " ...";
  }

  private static SupernetException refused(String why, ColumnProfile column) {
    return new SupernetException(
        DATA,
        Text.of("%s, or leave the column out with --drop %s.", why, quoted(column.dropName())));
  }

  private static String quoted(String word) {
    return word.matches("[\\w.-]+") ? word : "'" + word + "'";
  }
}
