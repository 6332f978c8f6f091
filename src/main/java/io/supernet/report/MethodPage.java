package io.supernet.report;

import static com.google.common.base.MoreObjects.firstNonNull;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.report.Table.Column;
import io.supernet.study.compare.Method;
import io.supernet.study.compare.MethodReport;
import io.supernet.study.compare.MethodResult;
import io.supernet.study.compare.MethodText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of a comparison of ways of searching. */
final class MethodPage {

  private MethodPage() {}

  static Page of(MethodReport report, String name) {
    return new Page(
        "Comparison " + name, "space " + report.space(), List.of(methods(report), winners(report)));
  }

  private static Section methods(MethodReport report) {
    Metric metric = report.metric();
    List<List<String>> rows = new ArrayList<>();
    for (MethodReport.Row row : report.rows()) {
      rows.add(
          List.of(
              row.method().title(),
              SpreadCells.number(row.trained() == null ? null : row.trained().mean(), 1, 1),
              SpreadCells.shown(row.spent(), 1, 0),
              SpreadCells.shown(row.clock(), 1, 0),
              SpreadCells.shown(row.liveMacs(), 1e-6, 2),
              SpreadCells.shown(metric, row.validation()),
              SpreadCells.shown(metric, row.test()),
              MethodText.behind(metric, row.behind())));
    }
    List<Column> columns =
        List.of(
            Column.text("method"),
            Column.number("networks trained"),
            Column.number("spent (s)"),
            Column.number("by the clock (s)"),
            Column.number("live multiply-adds of the winner (M)"),
            Column.number(SpreadCells.named("validation", metric)),
            Column.number(SpreadCells.named("test", metric)),
            Column.number("behind the last"));
    List<Html> blocks = new ArrayList<>();
    blocks.add(new Table(columns, rows).html());
    blocks.add(chart(report).html());
    MethodText.words(report).forEach(sentence -> blocks.add(Html.paragraph(sentence)));
    blocks.add(Html.of("<p>%s</p>", Html.code(report.plan().command())));
    return new Section("methods", "Ways of searching", blocks);
  }

  /** How large the winners are, and how good. */
  private static Chart chart(MethodReport report) {
    Quantity test = Quantity.of(report.metric(), "test " + report.metric().name());
    List<Series> series = new ArrayList<>();
    for (Method method : report.plan().methods()) {
      List<Point> points = new ArrayList<>();
      for (MethodResult result : report.results()) {
        if (result.method() == method && result.test() != null) {
          points.add(
              new Point(
                  1e-6 * result.liveMacs(),
                  test.shown(result.test()),
                  Double.NaN,
                  Double.NaN,
                  Text.of("%s, seed %d", method.title(), result.seed())));
        }
      }
      series.add(new Series(method.title(), Kind.POINTS, points));
    }
    return new Chart(
        Text.of("Test %s of the winners against their size", report.metric().name()),
        "One point for each seed.",
        new Axis("live multiply-adds", "M", 2),
        test.axis(),
        series,
        List.of());
  }

  private static Section winners(MethodReport report) {
    Metric metric = report.metric();
    List<List<String>> rows = new ArrayList<>();
    for (MethodResult result : report.results()) {
      rows.add(
          List.of(
              result.method().title(),
              Long.toString(result.seed()),
              Integer.toString(result.trained()),
              value(metric, result.validation()),
              value(metric, result.test()),
              firstNonNull(result.architecture(), firstNonNull(result.failure(), Numbers.NONE))));
    }
    List<Column> columns =
        List.of(
            Column.text("method"),
            Column.number("seed"),
            Column.number("networks trained"),
            Column.number(SpreadCells.named("validation", metric)),
            Column.number(SpreadCells.named("test", metric)),
            Column.architecture("winner"));
    return new Section("seeds", "Every seed", new Table(columns, rows).html());
  }

  private static String value(Metric metric, @Nullable Double value) {
    return value == null ? Numbers.NONE : metric.number(value);
  }
}
