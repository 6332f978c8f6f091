package io.supernet.data;

import com.google.common.base.CharMatcher;
import io.supernet.text.Decimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the first row of a table names its columns, by how its cells differ from those below. A
 * name stands over numbers, or over texts that repeat themselves but not the name. Names may be
 * numbers as data frames and tables of years have them.
 */
final class HeaderGuess {

  /** Rows of so few numbers may well count by chance. */
  private static final int FEW = 3;

  private static final CharMatcher WHOLE = CharMatcher.inRange('0', '9');

  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2200;

  /** Texts of the first row over numbers, over other texts, and over themselves. */
  private int overNumbers;

  private int overOthers;
  private int overSame;
  private int texts;

  private HeaderGuess(List<String> first, List<List<String>> rest) {
    for (int i = 0; i < first.size(); i++) {
      String cell = first.get(i);
      if (!cell.isEmpty() && !isMeasured(cell)) {
        texts++;
        count(cell, below(rest, i, first.size()));
      }
    }
  }

  private void count(String cell, List<String> below) {
    Set<String> different = new HashSet<>(below);
    if (!below.isEmpty() && below.stream().allMatch(HeaderGuess::isMeasured)) {
      overNumbers++;
    } else if (different.contains(cell)) {
      overSame++;
    } else if (2 * different.size() <= below.size()) {
      overOthers++;
    }
  }

  private static boolean isMeasured(String cell) {
    return Decimal.is(cell) || ColumnProfile.isAlmostNumber(cell) || ColumnProfile.isDate(cell);
  }

  /**
   * Whether the first is a header; empty if that cannot be told.
   *
   * @param rows the first ones of the table, at least 1
   */
  static Optional<Boolean> of(List<List<String>> rows) {
    List<String> first = rows.get(0);
    List<String> numbers = first.stream().filter(Decimal::is).toList();
    HeaderGuess guess = new HeaderGuess(first, rows.subList(1, rows.size()));
    boolean names = guess.overNumbers > 0 || (guess.overOthers > 0 && guess.overSame == 0);
    if (numbers.isEmpty()) {
      // A header may stand for itself; an example has no name twice over.
      return Optional.of(names || (rows.size() == 1 && guess.texts > 0));
    }
    if (!countOn(numbers)) {
      // Else a text over numbers is rather a mistake in an example.
      boolean both = guess.overNumbers > 0 && guess.texts > numbers.size();
      return both && numbers.stream().allMatch(WHOLE::matchesAllOf)
          ? Optional.empty()
          : Optional.of(false);
    }
    if (guess.texts > 0) {
      return Optional.of(names);
    }
    return numbers.size() == FEW ? Optional.empty() : Optional.of(numbers.size() > FEW);
  }

  private static List<String> below(List<List<String>> rest, int column, int columns) {
    return rest.stream()
        .filter(row -> row.size() == columns)
        .map(row -> row.get(column))
        .filter(cell -> !Missing.is(cell))
        .toList();
  }

  /** Whether numbers are such as names have: 0, 1, 2 ..., or years that rise. */
  private static boolean countOn(List<String> numbers) {
    int from = numbers.get(0).equals("0") ? 0 : 1;
    boolean counted = true;
    boolean years = true;
    double last = FIRST_YEAR - 1;
    for (int i = 0; i < numbers.size(); i++) {
      counted &= numbers.get(i).equals(Integer.toString(from + i));
      double number = Double.parseDouble(numbers.get(i));
      years &= number > last && number < LAST_YEAR && number == Math.rint(number);
      last = number;
    }
    return counted || years;
  }
}
