package io.supernet.study.simulation;

import io.supernet.Text;
import io.supernet.drawing.Svg;
import io.supernet.drawing.Ticks;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.study.simulation.SimulationReport.Line;
import io.supernet.study.simulation.SimulationReport.Point;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A simulation as an SVG file that needs nothing else: a panel for each way of counting costs, a
 * line for each method with its interval, budgets on a logarithmic axis. Drawn by hand, as an image
 * in a Markdown page can run no D3.
 */
public final class SimulationPlot {

  private static final int LEFT = 64;
  private static final int WIDTH = 360;
  private static final int GAP = 56;
  private static final int TOP = 64;
  private static final int HEIGHT = 320;
  private static final int LEGEND = 250;
  private static final int LINE = 20;

  private static final List<String> COLORS =
      List.of(
          "#8c959f", "#bf8700", "#1a7f37", "#0a7ea4", "#8250df", "#c0369d", "#cf222e", "#0550ae");

  private static final String STYLE =
      """
      <style>
        text { font: 12px "DejaVu Sans", Verdana, sans-serif; fill: #1b1f24 }
        .title { font-weight: bold; font-size: 14px }
        .y { text-anchor: end; fill: #59636e }
        .x { text-anchor: middle; fill: #59636e }
        .paper { fill: #ffffff }
        .grid { stroke: #d5dbe1 }
        .line { fill: none; stroke-width: 2 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .x, .y { fill: #9aa4af }
          .paper { fill: #0d1117 }
          .grid { stroke: #30363d }
        }
      </style>
      """;

  private final Svg svg = new Svg();
  private final SimulationReport report;
  private final double factor;
  private final Ticks ticks;

  private SimulationPlot(SimulationReport report) {
    this.report = report;
    this.factor = report.metric().shown() == Shown.PERCENT ? 100 : 1;
    double[] tests = tests(report).toArray();
    double low = DoubleStream.of(tests).min().orElse(0);
    double high = DoubleStream.of(tests).max().orElse(factor);
    double size = Math.max(Math.abs(low), Math.abs(high));
    this.ticks = Ticks.of(low, high, factor == 100 || size == 0 ? 0.5 : 0.005 * size, 0);
  }

  /** The file. */
  public static String of(SimulationReport report) {
    return new SimulationPlot(report).draw();
  }

  private DoubleStream tests(SimulationReport report) {
    return report.lines().stream()
        .flatMap(line -> line.points().stream())
        .filter(point -> point.test() != null)
        .mapToDouble(this::shown);
  }

  private double shown(Point point) {
    return factor * value(point.test());
  }

  private static double value(@Nullable Double of) {
    return of == null ? 0 : of;
  }

  private String draw() {
    int width = LEFT + 2 * WIDTH + GAP + LEGEND;
    int height = TOP + HEIGHT + 56;
    String title = Text.of("Test %s of the winner: %s", report.metric().name(), report.table());
    svg.add("<text class=\"title\" x=\"24\" y=\"28\">%s</text>", Svg.escape(title));
    int left = LEFT;
    for (Costs.Unit unit : Costs.Unit.values()) {
      panel(unit, left);
      left += WIDTH + GAP;
    }
    return svg.file(width, height, title, STYLE);
  }

  private void panel(Costs.Unit unit, int left) {
    svg.add("<text x=\"%d\" y=\"%d\">costs counted in %s</text>", left, TOP - 12, unit.title());
    for (double tick : ticks.values()) {
      svg.add(
          "<path class=\"grid\" d=\"M%d %.1fh%d\"/><text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>",
          left, y(tick), WIDTH, left - 6, y(tick) + 4, ticks.label(tick));
    }
    for (double budget : report.options().budgets()) {
      svg.add(
          "<text class=\"x\" x=\"%.1f\" y=\"%d\">%s</text>",
          left + x(budget), TOP + HEIGHT + 18, SimulationText.number(budget));
    }
    svg.add(
        "<text class=\"x\" x=\"%d\" y=\"%d\">budget, whole trainings of the average network</text>",
        left + WIDTH / 2, TOP + HEIGHT + 40);
    List<Line> lines = report.lines().stream().filter(line -> line.unit() == unit).toList();
    for (int i = 0; i < lines.size(); i++) {
      String color = COLORS.get(i % COLORS.size());
      line(lines.get(i), left, color);
      if (unit == Costs.Unit.MACS) {
        int at = TOP + 12 + LINE * i;
        svg.add(
            "<path class=\"line\" stroke=\"%s\" d=\"M%d %dh18\"/><text x=\"%d\" y=\"%d\">%s</text>",
            color,
            left + WIDTH + 16,
            at - 4,
            left + WIDTH + 40,
            at,
            Svg.escape(lines.get(i).method()));
      }
    }
  }

  private void line(Line line, int left, String color) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      if (point.test() != null) {
        double x = left + x(point.budget());
        double half = factor * value(point.halfWidth());
        path.append(Text.of("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y(shown(point))));
        svg.add(
            "<path class=\"line\" stroke=\"%s\" d=\"M%.1f %.1fV%.1f\"/>",
            color, x, y(shown(point) - half), y(shown(point) + half));
      }
    }
    if (!path.isEmpty()) {
      svg.add("<path class=\"line\" stroke=\"%s\" d=\"%s\"/>", color, path);
    }
  }

  private double x(double budget) {
    double first = report.options().budgets().get(0);
    double last = report.options().budgets().get(report.options().budgets().size() - 1);
    return first >= last ? WIDTH / 2.0 : WIDTH * Math.log(budget / first) / Math.log(last / first);
  }

  private double y(double value) {
    return TOP + HEIGHT * (ticks.high() - value) / (ticks.high() - ticks.low());
  }
}
