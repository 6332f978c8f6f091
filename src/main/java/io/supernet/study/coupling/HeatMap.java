package io.supernet.study.coupling;

import io.supernet.Text;
import io.supernet.drawing.Svg;
import io.supernet.stats.Spread;
import io.supernet.study.coupling.Coupling.Alignment;
import java.util.List;
import java.util.function.Function;

/**
 * Number of shared decisions against cosine, as an SVG file that needs nothing else: one panel over
 * all shared weights, one over those inside candidates. The darker a cell, the larger its share of
 * the pairs in its column. Drawn by hand, as an image in a Markdown page can run no D3.
 */
final class HeatMap {

  /** Rows of 0.1 from −1 to 1. */
  static final int BINS = 20;

  private static final int CELL_HEIGHT = 14;
  private static final int LEFT = 64;
  private static final int TOP = 78;
  private static final int GAP = 72;
  private static final int BOTTOM = 96;
  private static final int LEGEND_STEPS = 5;
  private static final int PALE = 0xf1f4f8;
  private static final int DARK = 0x0b3d91;

  private static final String STYLE =
      """
      <style>
        text { font: 12px "DejaVu Sans", Verdana, sans-serif; fill: #1b1f24; text-anchor: middle }
        .title { font-weight: bold; font-size: 14px; text-anchor: start }
        .start { text-anchor: start }
        .end { text-anchor: end }
        .mean { stroke: #d1480f; stroke-width: 3 }
        .zero { stroke: #59636e; stroke-dasharray: 4 3 }
        .frame { fill: none; stroke: #59636e }
        .paper { fill: #ffffff }
      </style>
      """;

  private final Svg svg = new Svg();
  private final Coupling coupling;
  private final int cellWidth;
  private final int panelWidth;
  private final double most;

  private HeatMap(Coupling coupling) {
    this.coupling = coupling;
    int columns = coupling.gradients().size();
    this.cellWidth = Math.max(10, Math.min(44, 460 / Math.max(1, columns)));
    this.panelWidth = Math.max(260, cellWidth * columns);
    this.most = Math.max(largest(Alignment::all), largest(Alignment::inCandidates));
  }

  static String draw(Coupling coupling) {
    return new HeatMap(coupling).draw();
  }

  /** How many values lie in each row, from −1 upward; 1 itself in the last. */
  static int[] histogram(List<Double> cosines) {
    int[] counts = new int[BINS];
    for (double cosine : cosines) {
      int bin = (int) Math.floor((cosine + 1) * BINS / 2);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
    return counts;
  }

  private double largest(Function<Alignment, Spread> values) {
    double largest = 0;
    for (Alignment alignment : coupling.gradients()) {
      List<Double> cosines = values.apply(alignment).values();
      for (int count : histogram(cosines)) {
        largest = Math.max(largest, (double) count / Math.max(1, cosines.size()));
      }
    }
    return largest;
  }

  private String draw() {
    int width = LEFT + 2 * panelWidth + GAP + 24;
    int height = TOP + BINS * CELL_HEIGHT + BOTTOM;
    String title = "Do the gradients of two paths agree? " + coupling.space();
    text(24, 26, "title", title);
    panel(LEFT, "all weights that both have", Alignment::all);
    panel(LEFT + panelWidth + GAP, "only weights inside candidates", Alignment::inCandidates);
    legend(TOP + BINS * CELL_HEIGHT + 62);
    return svg.file(width, height, title, STYLE);
  }

  private void panel(int left, String name, Function<Alignment, Spread> spread) {
    int columns = coupling.gradients().size();
    int bottom = TOP + BINS * CELL_HEIGHT;
    text(left, TOP - 14, "start", name);
    for (int i = 0; i < columns; i++) {
      column(left + i * cellWidth, spread.apply(coupling.gradients().get(i)).values());
    }
    // After all cells, so that none covers a line.
    line(left, left + columns * cellWidth, 0, "zero");
    for (int i = 0; i < columns; i++) {
      Double mean = spread.apply(coupling.gradients().get(i)).mean();
      int x = left + i * cellWidth;
      if (mean != null) {
        line(x + 1, x + cellWidth - 1, mean, "mean");
      } else {
        text(x + cellWidth / 2, TOP + 14, "", "-");
      }
      if (cellWidth >= 20 || i % 5 == 0) {
        text(
            x + cellWidth / 2,
            bottom + 16,
            "",
            Integer.toString(coupling.gradients().get(i).shared()));
      }
    }
    svg.add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"frame\"/>",
        left, TOP, columns * cellWidth, BINS * CELL_HEIGHT);
    for (double tick = -1; tick <= 1; tick += 0.5) {
      text(left - 6, (int) y(tick) + 4, "end", Text.of("%.1f", tick));
    }
    text(
        left + columns * cellWidth / 2,
        bottom + 34,
        "",
        "shared decisions, of " + coupling.decisions());
    svg.add(
        "<text transform=\"translate(%d %d) rotate(-90)\">cosine</text>",
        left - 40, TOP + BINS * CELL_HEIGHT / 2);
  }

  private void column(int x, List<Double> cosines) {
    int[] counts = histogram(cosines);
    for (int bin = 0; bin < BINS; bin++) {
      double share = (double) counts[bin] / Math.max(1, cosines.size());
      svg.add(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"><title>%d of %d pairs</title></rect>",
          x,
          TOP + (BINS - 1 - bin) * CELL_HEIGHT,
          cellWidth,
          CELL_HEIGHT,
          color(share),
          counts[bin],
          cosines.size());
    }
  }

  private void legend(int y) {
    text(LEFT, y + 12, "start", "share of the pairs in a column:");
    for (int i = 0; i <= LEGEND_STEPS; i++) {
      double share = most * i / LEGEND_STEPS;
      int x = LEFT + 220 + i * 44;
      svg.add(
          "<rect x=\"%d\" y=\"%d\" width=\"44\" height=\"14\" fill=\"%s\"/>", x, y, color(share));
      text(x + 22, y + 28, "", Math.round(100 * share) + " %");
    }
    int x = LEFT + 220 + (LEGEND_STEPS + 1) * 44 + 24;
    svg.add("<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%3$d\" class=\"mean\"/>", x, x + 30, y + 7);
    text(x + 38, y + 12, "start", "mean; - no such pair");
  }

  private String color(double share) {
    double part = most == 0 ? 0 : share / most;
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (PALE >> shift) & 0xff;
      int to = (DARK >> shift) & 0xff;
      mixed |= (int) Math.round(from + part * (to - from)) << shift;
    }
    return Text.of("#%06x", mixed);
  }

  private static double y(double cosine) {
    return TOP + (1 - cosine) * BINS * CELL_HEIGHT / 2;
  }

  private void line(int from, int to, double cosine, String style) {
    svg.add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\" class=\"%s\"/>",
        from, to, y(cosine), style);
  }

  private void text(int x, int y, String style, String content) {
    svg.add("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>", x, y, style, Svg.escape(content));
  }
}
