package io.supernet.report;

import io.supernet.Text;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.report.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The figures of a chart for those who cannot see it, or want them exactly. */
final class ChartTable {

  /** More rows than this nobody reads. */
  private static final int MOST = 120;

  private final Chart chart;

  ChartTable(Chart chart) {
    this.chart = chart;
  }

  Html html() {
    boolean lines = chart.series().stream().allMatch(s -> s.kind() == Kind.LINE);
    return lines ? besideEachOther() : underEachOther();
  }

  /** A row a value of x, a column a series. */
  private Html besideEachOther() {
    NavigableMap<Double, String[]> byX = new TreeMap<>();
    List<Column> columns = new ArrayList<>(List.of(column(chart.x())));
    for (int i = 0; i < chart.series().size(); i++) {
      Series series = chart.series().get(i);
      columns.add(Column.number(series.name() + unit(chart.y())));
      for (Point point : series.points()) {
        String[] row = byX.computeIfAbsent(point.x(), x -> new String[chart.series().size()]);
        row[i] = figure(point.y(), chart.y());
      }
    }
    List<List<String>> rows = new ArrayList<>();
    byX.forEach(
        (x, cells) -> {
          List<String> row = new ArrayList<>(List.of(figure(x, chart.x())));
          for (String cell : cells) {
            row.add(cell == null ? Numbers.NONE : cell);
          }
          rows.add(row);
        });
    return table(columns, spread(rows, MOST), rows.size(), "rows, evenly spread");
  }

  /** A row a point. */
  private Html underEachOther() {
    List<Point> all = chart.series().stream().flatMap(s -> s.points().stream()).toList();
    boolean intervals = all.stream().anyMatch(Point::hasInterval);
    boolean labels = all.stream().anyMatch(p -> !p.label().isEmpty());
    List<Column> columns =
        new ArrayList<>(List.of(Column.text("series"), column(chart.x()), column(chart.y())));
    if (intervals) {
      columns.add(Column.number("from" + unit(chart.y())));
      columns.add(Column.number("to" + unit(chart.y())));
    }
    if (labels) {
      columns.add(Column.architecture("architecture"));
    }
    List<List<String>> rows = new ArrayList<>();
    for (Series series : chart.series()) {
      for (Point point : series.points().subList(0, Math.min(MOST, series.points().size()))) {
        List<String> row = new ArrayList<>(List.of(series.name()));
        row.add(figure(point.x(), chart.x()));
        row.add(figure(point.y(), chart.y()));
        if (intervals) {
          row.add(figure(point.low(), chart.y()));
          row.add(figure(point.high(), chart.y()));
        }
        if (labels) {
          row.add(point.label());
        }
        rows.add(row);
      }
    }
    return table(columns, rows, all.size(), "points: the first of each series");
  }

  private static Html table(List<Column> columns, List<List<String>> rows, int all, String what) {
    Html table = new Table(columns, rows).html();
    return rows.size() == all
        ? table
        : Html.of(
            "%s\n%s",
            table,
            Html.paragraph(
                Text.of("%s of %s %s.", Numbers.count(rows.size()), Numbers.count(all), what)));
  }

  /** At most that many, evenly spaced, including the first and the last. */
  static <T> List<T> spread(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
    }
    return some;
  }

  private static Column column(Axis axis) {
    return Column.number(axis.title());
  }

  private static String unit(Axis axis) {
    return axis.unit().isEmpty() ? "" : " (" + axis.unit() + ")";
  }

  private static String figure(double value, Axis axis) {
    return Numbers.fixed(value, axis.decimals());
  }
}
