package io.supernet.report;

import com.google.common.collect.ImmutableList;
import io.supernet.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table. Numbers stand to the right.
 *
 * @param columns what each is, with its unit
 * @param rows a cell a column
 */
record Table(List<Column> columns, List<List<String>> rows) {

  /** How the cells of a column stand. */
  enum Style {
    TEXT,
    NUMBER,
    /** Long text without spaces, which breaks anywhere. */
    ARCHITECTURE;

    private String attribute() {
      return this == TEXT ? "" : " class=\"" + name().toLowerCase(Locale.ROOT) + "\"";
    }
  }

  /** A column. */
  record Column(String name, Style style) {

    static Column text(String name) {
      return new Column(name, Style.TEXT);
    }

    static Column number(String name) {
      return new Column(name, Style.NUMBER);
    }

    static Column architecture(String name) {
      return new Column(name, Style.ARCHITECTURE);
    }
  }

  Table {
    columns = ImmutableList.copyOf(columns);
    rows = ImmutableList.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            Text.of(
                "A row of %d cells in a table of %d columns: %s", row.size(), columns.size(), row));
      }
    }
  }

  /** The table; where it is wider than the page it is moved, not the page. */
  Html html() {
    List<Html> head = new ArrayList<>();
    for (Column column : columns) {
      Html style = new Html(column.style().attribute());
      head.add(Html.of("<th scope=\"col\"%s>%s</th>", style, column.name()));
    }
    List<Html> body = new ArrayList<>();
    for (List<String> row : rows) {
      List<Html> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Html style = new Html(columns.get(i).style().attribute());
        cells.add(Html.of("<td%s>%s</td>", style, row.get(i)));
      }
      body.add(Html.of("<tr>%s</tr>", Html.all(cells)));
    }
    return Html.of(
        "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody>\n</table></div>",
        Html.all(head), Html.all(body));
  }
}
