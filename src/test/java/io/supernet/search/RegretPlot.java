package io.supernet.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Curves of regret as an SVG: evaluations to the right, regret upward, both logarithmic. */
final class RegretPlot {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final double LEAST = 0.001;
  private static final double MOST = 20;
  private static final double LAST = 500;
  private static final List<String> COLORS =
      List.of("#777777", "#1b6ca8", "#d1495b", "#2e8b57", "#8e44ad", "#e08e0b", "#000000");

  private RegretPlot() {}

  static String svg(Map<String, double[]> curves) {
    StringBuilder svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="24" font-size="15">Mean regret of 50 seeds, NAS-Bench-201 table (1,958 cells)</text>
            """
                .formatted(WIDTH, HEIGHT, LEFT));
    for (double n : new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500}) {
      grid(svg, x(n), TOP, x(n), HEIGHT - BOTTOM);
      text(svg, x(n), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%.0f", n));
    }
    for (double regret : new double[] {0.001, 0.01, 0.1, 1, 10}) {
      grid(svg, LEFT, y(regret), WIDTH - RIGHT, y(regret));
      text(svg, LEFT - 8, y(regret) + 4, "end", Double.toString(regret));
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "evaluations");
    svg.append(
        "<text transform=\"translate(18,%d) rotate(-90)\" text-anchor=\"middle\">regret, points of accuracy</text>%n"
            .formatted((TOP + HEIGHT - BOTTOM) / 2));
    int index = 0;
    for (Map.Entry<String, double[]> curve : curves.entrySet()) {
      String color = COLORS.get(index % COLORS.size());
      line(svg, curve.getValue(), color);
      double y = TOP + 14 + 22.0 * index++;
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %.1f h24\" stroke=\"%s\" stroke-width=\"2.5\"/>%n",
              WIDTH - RIGHT + 12,
              y - 4,
              color));
      text(svg, WIDTH - RIGHT + 42, y, "start", curve.getKey());
    }
    return svg.append("</svg>\n").toString();
  }

  /** What reached the best of the table leaves the picture at the bottom. */
  private static void line(StringBuilder svg, double[] regrets, String color) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < regrets.length; i++) {
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : " L", x(i + 1.0), y(regrets[i])));
    }
    svg.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n".formatted(path, color));
  }

  private static double x(double evaluations) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(evaluations) / Math.log(LAST);
  }

  private static double y(double regret) {
    double share = Math.log(Math.max(regret, LEAST) / LEAST) / Math.log(MOST / LEAST);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private static void grid(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"#dddddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            text));
  }
}
