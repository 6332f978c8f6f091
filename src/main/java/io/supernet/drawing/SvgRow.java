package io.supernet.drawing;

import io.supernet.Text;
import io.supernet.drawing.RowLayout.Box;
import io.supernet.drawing.RowLayout.Line;
import io.supernet.drawing.Sketch.Part;

/** A {@link RowLayout} in pixels. */
final class SvgRow {

  private static final int BOX = 32;
  private static final int LANE = 24;
  private static final int ROUND = 7;
  private static final int TIP = 7;

  private static final RowLayout.Metrics METRICS =
      new RowLayout.Metrics(SvgDrawing::textWidth, 11, 12, 30);

  private final SvgDrawing svg;
  private final RowLayout layout;

  /** The upper edge of the boxes. */
  private int top;

  SvgRow(SvgDrawing svg, Part part) {
    this.svg = svg;
    this.layout = new RowLayout(part, METRICS);
  }

  void draw() {
    int above = layout.lanesAbove() * LANE + LANE;
    int below = layout.lanesBelow() * LANE + LANE / 2;
    top = svg.take(layout.width(), above + BOX + below) + above;
    layout.lines().forEach(this::line);
    for (Box box : layout.boxes()) {
      svg.box(SvgDrawing.MARGIN + box.x(), top, box.width(), BOX, box.label());
    }
  }

  private void line(Line line) {
    int to = SvgDrawing.MARGIN + line.to();
    int y = top + BOX / 2;
    if (line.lane() == 0) {
      int from = SvgDrawing.MARGIN + line.from().get(0);
      svg.path(line.edge(), Text.of("M%d %dH%d", from, y, to - TIP));
      svg.tip(line.edge(), Text.of("M%d %dl-%d -4v8z", to, y, TIP));
    } else {
      // Upward or, with all signs turned, downward.
      int up = line.edge().isPlain() ? -1 : 1;
      int base = line.edge().isPlain() ? top + BOX : top;
      y = base - up * line.lane() * LANE;
      for (int i = 0; i < line.from().size(); i++) {
        int from = SvgDrawing.MARGIN + line.from().get(i);
        int corner = up * ROUND;
        svg.path(
            line.edge(),
            Text.of("M%d %dV%dq0 %d %d %d", from, base, y + corner, -corner, ROUND, -corner));
      }
      int first = SvgDrawing.MARGIN + line.from().get(0);
      svg.path(
          line.edge(),
          Text.of(
              "M%d %dH%dq%d 0 %d %dV%d",
              first + ROUND, y, to - ROUND, ROUND, ROUND, up * ROUND, base - up * TIP));
      svg.tip(line.edge(), Text.of("M%d %dl-4 %dh8z", to, base, -up * TIP));
    }
    if (!line.edge().isPlain()) {
      svg.text("", SvgDrawing.MARGIN + line.label(), y - 5, line.edge().label());
    }
  }
}
