package io.supernet.data;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * How the rows of a table become examples. Kept with a run and in what it exports, so that all that
 * is done with the run reads rows in one way.
 *
 * @param columns that are learned from, in the order of their numbers in an example
 * @param label the column that is predicted
 * @param leftOut the other columns, and why they are left out
 */
@API(status = INTERNAL)
public record TableEncoding(List<TableColumn> columns, String label, Map<String, String> leftOut) {

  public TableEncoding {
    columns = ImmutableList.copyOf(columns);
    leftOut = ImmutableMap.copyOf(leftOut);
  }

  /** Rows of numbers without gaps, whose features have these names. */
  static TableEncoding ofNumbers(List<String> features, String label) {
    return new TableEncoding(
        features.stream().map(name -> TableColumn.numbers(name, 0, 0, false)).toList(),
        label,
        Map.of());
  }

  /** How many numbers an example has. */
  public int width() {
    return columns.stream().mapToInt(TableColumn::width).sum();
  }

  /**
   * Of each number of an example, how many categories it numbers; 0 of a number that counts as one.
   * None if all do.
   */
  public List<Integer> categories() {
    if (columns.stream().noneMatch(TableColumn::embedded)) {
      return List.of();
    }
    return columns.stream()
        .flatMap(column -> Collections.nCopies(column.width(), column.values()).stream())
        .toList();
  }

  /** Whether an example is the row as it stands: numbers without gaps. */
  public boolean isPlain() {
    return columns.stream().noneMatch(column -> column.isText() || column.gaps() > 0);
  }
}
