package io.supernet.study.compare;

import io.supernet.Text;
import io.supernet.drawing.Svg;
import io.supernet.drawing.Ticks;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.stats.Spread;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Test figures as an SVG file that needs nothing else: a dot a seed, a stroke at the mean; what was
 * found above, what it is compared to in the same row below it. Drawn by hand, as an image in a
 * Markdown page can run no D3; the HTML page has charts of related figures by D3.
 */
final class SeedPlot {

  /**
   * A row.
   *
   * @param found null if nothing was
   * @param beside null if there is nothing beside it
   */
  record Row(String name, @Nullable Spread found, @Nullable Spread beside) {}

  private static final int LEFT = 230;
  private static final int PLOT = 460;
  private static final int RIGHT = 30;
  private static final int TOP = 70;
  private static final int ROW = 44;
  private static final int BOTTOM = 56;

  private static final String STYLE =
      """
      <style>
        text { font: 12px "DejaVu Sans", Verdana, sans-serif; fill: #1b1f24 }
        .title { font-weight: bold; font-size: 14px }
        .name { text-anchor: end }
        .tick { text-anchor: middle; fill: #59636e }
        .paper { fill: #ffffff }
        .grid { stroke: #d5dbe1 }
        .found { fill: #2f6fd6; stroke: #2f6fd6 }
        .random { fill: none; stroke: #c8581c }
        .mean { stroke-width: 2.5 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .tick { fill: #9aa4af }
          .paper { fill: #0d1117 }
          .grid { stroke: #30363d }
        }
      </style>
      """;

  private final Svg svg = new Svg();
  private final String title;
  private final Metric metric;
  private final List<Row> rows;
  private final double factor;
  private final Ticks ticks;

  private SeedPlot(String title, Metric metric, List<Row> rows) {
    this.title = title;
    this.metric = metric;
    this.rows = rows;
    this.factor = metric.shown() == Shown.PERCENT ? 100 : 1;
    double[] values =
        rows.stream()
            .flatMap(row -> Stream.of(row.found(), row.beside()))
            .filter(Objects::nonNull)
            .flatMap(spread -> spread.values().stream())
            .mapToDouble(value -> factor * value)
            .sorted()
            .toArray();
    double low = values.length == 0 ? 0 : values[0];
    double high = values.length == 0 ? factor : values[values.length - 1];
    this.ticks = Ticks.of(low, high, least(low, high), 0.2);
  }

  /** Of ways of training, each with random search in the same supernet. */
  static String of(Report report) {
    return new SeedPlot(
            Text.of("Test %s after retraining: %s", report.metric().name(), report.space()),
            report.metric(),
            report.rows().stream()
                .map(row -> new Row(row.name(), row.test(), row.randomTest()))
                .toList())
        .draw("random search, same supernet");
  }

  /** Of ways of searching. */
  static String of(MethodReport report) {
    return new SeedPlot(
            Text.of("Test %s of the winner: %s", report.metric().name(), report.space()),
            report.metric(),
            report.rows().stream()
                .map(row -> new Row(row.method().title(), row.test(), null))
                .toList())
        .draw("");
  }

  /** Less of a range is not worth a scale: half a point, or half a percent of the values. */
  private double least(double low, double high) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    return metric.shown() == Shown.PERCENT || size == 0 ? 0.5 : 0.005 * size;
  }

  private String draw(String beside) {
    int height = TOP + ROW * rows.size() + BOTTOM;
    int width = LEFT + PLOT + RIGHT;
    svg.add("<text class=\"title\" x=\"24\" y=\"28\">%s</text>", Svg.escape(title));
    legend(beside);
    axis(height - BOTTOM);
    int y = TOP + ROW / 2;
    for (Row row : rows) {
      svg.add(
          "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>",
          LEFT - 14, y + 4, Svg.escape(row.name()));
      boolean both = row.beside() != null;
      dots("found", row.found(), both ? y - 8 : y);
      dots("random", row.beside(), y + 8);
      y += ROW;
    }
    return svg.file(width, height, title, STYLE);
  }

  private void legend(String beside) {
    svg.add("<circle class=\"found\" cx=\"%d\" cy=\"48\" r=\"4\"/>", LEFT);
    if (beside.isEmpty()) {
      svg.add("<text x=\"%d\" y=\"52\">one seed</text>", LEFT + 10);
      svg.add("<text x=\"%d\" y=\"52\">| mean</text>", LEFT + 90);
      return;
    }
    svg.add("<text x=\"%d\" y=\"52\">found</text>", LEFT + 10);
    svg.add("<circle class=\"random\" cx=\"%d\" cy=\"48\" r=\"4\"/>", LEFT + 70);
    svg.add("<text x=\"%d\" y=\"52\">%s</text>", LEFT + 80, beside);
    svg.add("<text x=\"%d\" y=\"52\">| mean</text>", LEFT + 290);
  }

  private void axis(int bottom) {
    for (double tick : ticks.values()) {
      double at = x(tick);
      svg.add("<path class=\"grid\" d=\"M%.1f %dV%d\"/>", at, TOP - 6, bottom);
      String label = ticks.label(tick);
      svg.add("<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", at, bottom + 18, label);
    }
    svg.add(
        "<text class=\"tick\" x=\"%d\" y=\"%d\">%s on test examples%s%s</text>",
        LEFT + PLOT / 2,
        bottom + 40,
        metric.name(),
        factor == 100 ? ", %" : "",
        metric.higherIsBetter() ? "" : ", less is better");
  }

  private void dots(String style, @Nullable Spread spread, int y) {
    if (spread == null) {
      return;
    }
    for (double value : spread.values()) {
      svg.add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>", style, x(factor * value), y);
    }
    double mean = x(factor * spread.mean());
    svg.add("<path class=\"%s mean\" d=\"M%.1f %dV%d\"/>", style, mean, y - 8, y + 8);
  }

  private double x(double value) {
    return LEFT + PLOT * (value - ticks.low()) / (ticks.high() - ticks.low());
  }
}
