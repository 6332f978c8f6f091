package io.supernet.table;

import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.space.Architecture;
import io.supernet.table.Table.ArchitectureReader;
import io.supernet.text.Csv;
import io.supernet.text.Csv.Row;
import io.supernet.text.Decimal;
import io.supernet.text.MemoryLimit;
import io.supernet.text.Source;
import io.supernet.text.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the rows of a CSV file into a table. */
final class TableReader {

  private static final List<String> KEYS =
      List.of("architecture", "arch", "arch_str", "arch_string");

  /** About what a row takes; one that stands twice counts twice, so that a file has an end. */
  private static final int ROW_BYTES = 256;

  private final Source source;
  private final List<String> wanted;
  private final Metric metric;
  private final ArchitectureReader notation;
  private final Map<Architecture, ImmutableDoubleArray> values = new LinkedHashMap<>();
  private final Map<Architecture, Long> lines = new HashMap<>();
  private List<String> head = List.of();
  private int key;
  private int[] columns = {};
  private double[] most = {};
  private long rows;

  private TableReader(
      Source source, List<String> wanted, Metric metric, ArchitectureReader notation) {
    this.source = source;
    this.wanted = wanted;
    this.metric = metric;
    this.notation = notation;
  }

  static Table read(
      Path file,
      List<String> columns,
      Metric metric,
      ArchitectureReader notation,
      MemoryLimit limit) {
    return SourceFile.read(
        file,
        "a table of architectures (CSV in UTF-8, gzipped or not)",
        limit,
        source -> new TableReader(source, columns, metric, notation).table());
  }

  private Table table() throws IOException {
    Csv.read(source, this::add);
    if (head.isEmpty()) {
      throw noKey();
    }
    if (metric.shown() == Shown.PERCENT) {
      values.replaceAll((architecture, row) -> shares(row));
    }
    return new Table(source.name(), metric, wanted, values);
  }

  private void add(Row row) {
    if (head.isEmpty()) {
      head = row.fields();
      key = keyColumn();
      columns = wanted.stream().mapToInt(this::column).toArray();
      most = new double[columns.length];
      return;
    }
    if (row.fields().size() != head.size()) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Table '%s', line %d has %d columns, its first line %d; put fields with commas in quotes.",
              source.name(), row.line(), row.fields().size(), head.size()));
    }
    ImmutableDoubleArray.Builder cells = ImmutableDoubleArray.builder(columns.length);
    for (int i = 0; i < columns.length; i++) {
      double value = value(row, columns[i]);
      most[i] = Math.max(most[i], value);
      cells.add(value);
    }
    put(row, architecture(row), cells.build());
    rows++;
    source.keep(rows * (ROW_BYTES + (long) Double.BYTES * columns.length));
  }

  private void put(Row row, Architecture architecture, ImmutableDoubleArray cells) {
    ImmutableDoubleArray old = values.put(architecture, cells);
    Long before = lines.put(architecture, row.line());
    if (old != null && !old.equals(cells)) {
      throw wrong(
          row,
          key,
          Text.of(
              "the architecture stands in line %d with other values; keep one of the two", before));
    }
  }

  /** Divided by 100 where a value of the column is above 1. */
  private ImmutableDoubleArray shares(ImmutableDoubleArray cells) {
    ImmutableDoubleArray.Builder shares = ImmutableDoubleArray.builder(columns.length);
    for (int i = 0; i < columns.length; i++) {
      shares.add(cells.get(i) / (most[i] > 1 ? 100 : 1));
    }
    return shares.build();
  }

  private int keyColumn() {
    for (String name : KEYS) {
      if (head.contains(name)) {
        return head.indexOf(name);
      }
    }
    throw noKey();
  }

  private SupernetException noKey() {
    return new SupernetException(
        Kind.DATA,
        Text.of(
            "Table '%s' has no column of architectures in its first line; name one of its columns %s.",
            source.name(), String.join(" or ", KEYS)));
  }

  private int column(String name) {
    if (!head.contains(name)) {
      List<String> others = new ArrayList<>(head);
      others.removeAll(KEYS);
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Table '%s' has no column '%s'; it has %s.",
              source.name(), name, String.join(", ", others)));
    }
    return head.indexOf(name);
  }

  private Architecture architecture(Row row) {
    try {
      return notation.parse(row.fields().get(key));
    } catch (SupernetException e) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "Table '%s', line %d, column %d: %s",
              source.name(), row.line(), key + 1, e.getMessage()),
          e);
    }
  }

  private double value(Row row, int column) {
    String field = row.fields().get(column);
    double value =
        Decimal.parse(field)
            .orElseThrow(
                () ->
                    wrong(row, column, Text.of("'%s' is not a number; correct the table", field)));
    if (metric.shown() == Shown.PERCENT && !(value >= 0 && value <= 100)) {
      throw wrong(
          row,
          column,
          Text.of(
              "%s is not %s; take a column of shares in 0..1 or of percent",
              field,
              metric.equals(Metric.ACCURACY) ? "an accuracy" : "a share, as is " + metric.name()));
    }
    if (metric.shown() != Shown.PERCENT
        && !(value >= metric.least() && value <= metric.most() && Double.isFinite(value))) {
      throw wrong(
          row,
          column,
          Text.of(
              "%s is no value of %s, which lies in %s to %s; take another column",
              field, metric.name(), metric.least(), metric.most()));
    }
    return value + 0.0; // Makes -0 a 0, which would else be below all other zeros.
  }

  private SupernetException wrong(Row row, int column, String why) {
    return new SupernetException(
        Kind.DATA,
        Text.of(
            "Table '%s', line %d, column %d (%s): %s.",
            source.name(), row.line(), column + 1, head.get(column), why));
  }
}
