package io.supernet.table;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.table.CsvLines.Line;
import io.supernet.table.Table.ArchitectureReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the lines of a CSV file into a table. */
final class TableReader {

  private static final List<String> KEYS =
      List.of("architecture", "arch", "arch_str", "arch_string");

  private final Path file;
  private final List<String> metrics;
  private final ArchitectureReader notation;
  private final List<Line> lines;
  private final List<String> head;

  TableReader(Path file, List<String> metrics, ArchitectureReader notation) {
    this.file = file;
    this.metrics = metrics;
    this.notation = notation;
    this.lines = CsvLines.read(file);
    this.head = lines.isEmpty() ? List.of() : lines.get(0).fields();
  }

  Table table() {
    int key = keyColumn();
    List<Integer> columns = metrics.stream().map(this::metricColumn).toList();
    List<Line> rows = lines.subList(1, lines.size());
    double[] units = columns.stream().mapToDouble(column -> unit(rows, column)).toArray();
    Map<Architecture, ImmutableDoubleArray> values = new LinkedHashMap<>();
    Map<Architecture, Integer> seen = new HashMap<>();
    for (Line row : rows) {
      Architecture architecture = architecture(row, key);
      ImmutableDoubleArray.Builder accuracies = ImmutableDoubleArray.builder();
      for (int i = 0; i < units.length; i++) {
        accuracies.add(number(row, columns.get(i)) / units[i]);
      }
      Integer before = seen.put(architecture, row.number());
      ImmutableDoubleArray old = values.put(architecture, accuracies.build());
      if (old != null && !old.equals(values.get(architecture))) {
        throw wrong(
            row,
            key,
            Text.of(
                "the architecture stands in line %d with other values; keep one of the two",
                before));
      }
    }
    return new Table(file.toString(), metrics, values);
  }

  private int keyColumn() {
    for (String key : KEYS) {
      if (head.contains(key)) {
        return head.indexOf(key);
      }
    }
    throw new SupernetException(
        Kind.DATA,
        Text.of(
            "Table '%s' has no column of architectures in its first line; name one of its columns %s.",
            file, String.join(" or ", KEYS)));
  }

  private int metricColumn(String metric) {
    if (!head.contains(metric)) {
      List<String> others = new ArrayList<>(head);
      others.removeAll(KEYS);
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Table '%s' has no column '%s'; it has %s.",
              file, metric, String.join(", ", others)));
    }
    return head.indexOf(metric);
  }

  private Architecture architecture(Line row, int column) {
    try {
      return notation.parse(field(row, column));
    } catch (SupernetException e) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Table '%s', line %d, column %d: %s", file, row.number(), column + 1, e.getMessage()),
          e);
    }
  }

  /** What the values of a column are divided by: 100 if one of them is above 1. */
  private double unit(List<Line> rows, int column) {
    double most = 0;
    for (Line row : rows) {
      double value = number(row, column);
      if (!(value >= 0 && value <= 100)) {
        throw wrong(
            row,
            column,
            Text.of(
                "%s is not an accuracy; take a column of shares in 0..1 or of percent",
                field(row, column)));
      }
      most = Math.max(most, value);
    }
    return most > 1 ? 100 : 1;
  }

  private double number(Line row, int column) {
    Double value = Doubles.tryParse(field(row, column));
    if (value == null) {
      throw wrong(row, column, Text.of("'%s' is not a number; mend the table", field(row, column)));
    }
    return value;
  }

  private String field(Line row, int column) {
    if (row.fields().size() != head.size()) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Table '%s', line %d has %d columns, its first line %d; put fields with commas in quotes.",
              file, row.number(), row.fields().size(), head.size()));
    }
    return row.fields().get(column);
  }

  private SupernetException wrong(Line row, int column, String why) {
    return new SupernetException(
        Kind.DATA,
        Text.of(
            "Table '%s', line %d, column %d (%s): %s.",
            file, row.number(), column + 1, head.get(column), why));
  }
}
