package io.supernet.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * A table. Numbers stand to the right.
 *
 * @param columns what each is, with its unit
 * @param rows a cell a column
 */
record Table(List<Column> columns, List<List<String>> rows) {

  /** A column. */
  record Column(String name, boolean isNumber) {

    static Column text(String name) {
      return new Column(name, false);
    }

    static Column number(String name) {
      return new Column(name, true);
    }
  }

  Table {
    columns = ImmutableList.copyOf(columns);
    rows = ImmutableList.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "A row of %d cells in a table of %d columns: %s"
                .formatted(row.size(), columns.size(), row));
      }
    }
  }

  /** The table; where it is wider than the page it is moved, not the page. */
  Html html() {
    List<Html> head = new ArrayList<>();
    columns.forEach(c -> head.add(cell("th scope=\"col\"", "th", c, c.name())));
    List<Html> body = new ArrayList<>();
    for (List<String> row : rows) {
      List<Html> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(cell("td", "td", columns.get(i), row.get(i)));
      }
      body.add(Html.of("<tr>%s</tr>", Html.all(cells)));
    }
    return Html.of(
        "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody>\n</table></div>",
        Html.all(head), Html.all(body));
  }

  private static Html cell(String open, String close, Column column, String text) {
    String style = column.isNumber() ? " class=\"number\"" : "";
    return Html.of("<%s%s>%s</%s>", new Html(open), new Html(style), text, new Html(close));
  }
}
