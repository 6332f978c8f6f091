package io.supernet.data;

import com.google.common.primitives.Chars;
import io.supernet.SupernetException;
import io.supernet.text.Csv;
import io.supernet.text.Decimal;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what separates the columns of a table: in its first lines, most of all agree with it. */
final class Separators {

  /** In the order in which they are preferred where nothing else decides. */
  private static final List<Character> KNOWN = Chars.asList(',', ';', '\t', '|');

  private Separators() {}

  /**
   * The separator.
   *
   * @param beginning of the table: whole lines
   */
  static char find(String file, String beginning) {
    char best = ',';
    double most = 0;
    for (char separator : KNOWN) {
      double score = score(rows(file, beginning, separator), separator);
      if (score > most) {
        most = score;
        best = separator;
      }
    }
    return best;
  }

  /** The rows that a separator makes of some lines; none if it makes no table of them. */
  private static List<List<String>> rows(String file, String beginning, char separator) {
    List<List<String>> rows = new ArrayList<>();
    try {
      Csv.read(file, new StringReader(beginning), separator, row -> rows.add(row.fields()));
    } catch (SupernetException e) {
      return List.of(); // Quotes that end within a field tell a wrong separator.
    }
    return rows;
  }

  /** The share of rows of one length, that of clean cells, and a little for more columns. */
  private static double score(List<List<String>> rows, char separator) {
    Map<Integer, Integer> lengths = new HashMap<>();
    rows.stream()
        .filter(row -> row.size() > 1)
        .forEach(row -> lengths.merge(row.size(), 1, Integer::sum));
    if (lengths.isEmpty()) {
      return 0;
    }
    Map.Entry<Integer, Integer> usual =
        Collections.max(lengths.entrySet(), Map.Entry.comparingByValue());
    int length = usual.getKey();
    double agreeing = (double) usual.getValue() / rows.size();
    long unclean =
        rows.stream()
            .filter(row -> row.size() == length)
            .flatMap(List::stream)
            .filter(cell -> isUnclean(cell, separator))
            .count();
    double clean = 1 - (double) unclean / ((double) length * usual.getValue());
    return agreeing * clean * (1 - 0.01 / length);
  }

  /** Whether a cell holds another separator, and is no number with a decimal comma. */
  private static boolean isUnclean(String cell, char separator) {
    return !Decimal.is(cell.replace(',', '.'))
        && KNOWN.stream().anyMatch(other -> other != separator && cell.indexOf(other) >= 0);
  }
}
