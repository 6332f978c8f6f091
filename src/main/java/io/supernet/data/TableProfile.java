package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static io.supernet.SupernetException.Kind.USAGE;

import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.text.Csv;
import io.supernet.text.Csv.Row;
import io.supernet.text.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is known of a table after its rows were looked at once: its columns and their cells. */
final class TableProfile {

  /** So many names are shown. */
  private static final int MOST_NAMES = 30;

  private final Source source;
  private final CsvForm form;
  private final List<ColumnProfile> columns = new ArrayList<>();
  private int rows;
  private boolean begun;

  private TableProfile(Source source, CsvForm form) {
    this.source = source;
    this.form = form;
  }

  /** Looks at all rows. */
  static TableProfile of(Source source, CsvForm form) throws IOException {
    TableProfile profile = new TableProfile(source, form);
    Csv.read(source, form.separator(), profile::add);
    if (profile.rows == 0) {
      throw new SupernetException(
          DATA, Text.of("File %s has no examples; expected a CSV table in UTF-8.", source.name()));
    }
    return profile;
  }

  /** Where the file is from, for messages. */
  String file() {
    return source.name();
  }

  List<ColumnProfile> columns() {
    return columns;
  }

  /** The place from 0 of a column that a user calls by name or, from 1, by place. */
  int find(String called) {
    for (ColumnProfile column : columns) {
      if (column.header().equals(called)) {
        return column.index();
      }
    }
    Integer place = Ints.tryParse(called);
    if (place == null || place < 1 || place > columns.size()) {
      throw new SupernetException(
          USAGE, Text.of("File %s has no column '%s'; it has %s.", file(), called, names()));
    }
    return place - 1;
  }

  private String names() {
    String names =
        columns.stream()
            .limit(MOST_NAMES)
            .map(ColumnProfile::dropName)
            .collect(Collectors.joining(", "));
    return columns.size() > MOST_NAMES
        ? Text.of("%s and %d more", names, columns.size() - MOST_NAMES)
        : names;
  }

  private void add(Row row) {
    List<String> cells = row.fields();
    if (!begun) {
      begun = true;
      begin(row);
      if (form.header()) {
        return;
      }
    }
    if (cells.size() != columns.size()) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has %d columns; expected %d, as in its first line.",
              row.line(), file(), cells.size(), columns.size()));
    }
    long memory = 0;
    for (int i = 0; i < cells.size(); i++) {
      columns.get(i).add(cells.get(i), row.line());
      memory += columns.get(i).bytesUsed();
    }
    rows++;
    source.keep(memory);
  }

  private void begin(Row row) {
    List<String> cells = row.fields();
    if (cells.size() < 2) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Line %d of file %s has 1 columns; expected at least 2, with commas, semicolons or tabs between them.",
              row.line(), file()));
    }
    IntStream.range(0, cells.size())
        .forEach(
            i ->
                columns.add(
                    new ColumnProfile(i, form.header(), form.header() ? cells.get(i) : "")));
    Map<String, Integer> places = new HashMap<>();
    for (ColumnProfile column : columns) {
      Integer other = places.put(column.name(), column.index());
      if (other != null) {
        throw new SupernetException(
            DATA,
            Text.of(
                "Line %d of file %s names the columns %d and %d '%s'; give each a name of its own, or say --header no if the line is an example.",
                row.line(), file(), other + 1, column.index() + 1, column.name()));
      }
    }
  }
}
