package io.supernet.drawing;

import io.supernet.Text;
import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.List;

/** A chain from the top down: a box for each named node and, with a colored bar, each decision. */
final class SvgChain {

  private static final int BOX = 28;
  private static final int STEP = 44;
  private static final int PADDING = 14;

  /** A box of the chain; nodes have no edge. */
  private record Item(String label, Edge edge) {}

  private final SvgDrawing svg;
  private final List<Item> items = new ArrayList<>();

  SvgChain(SvgDrawing svg, Part part) {
    this.svg = svg;
    for (int i = 0; i < part.nodes().size(); i++) {
      int node = i;
      part.edges().stream()
          .filter(e -> e.to() == node && !e.isPlain())
          .forEach(e -> items.add(new Item(e.label(), e)));
      if (Titles.isNamed(part.nodes().get(node))) {
        items.add(new Item(part.nodes().get(node), null));
      }
    }
  }

  void draw() {
    int width =
        items.stream().mapToInt(i -> SvgDrawing.textWidth(i.label)).max().orElse(0) + 2 * PADDING;
    int top = svg.take(width, items.size() * STEP) + STEP - BOX;
    Edge plain = new Edge(List.of(0), 1, "");
    int middle = SvgDrawing.MARGIN + width / 2;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      int y = top + i * STEP;
      svg.box(SvgDrawing.MARGIN, y, width, BOX, item.label);
      if (item.edge != null) {
        svg.tip(item.edge, Text.of("M%d %dh5v%dh-5z", SvgDrawing.MARGIN, y + 6, BOX - 12));
      }
      if (i > 0) {
        svg.path(plain, Text.of("M%d %dV%d", middle, y - STEP + BOX, y - 6));
        svg.tip(plain, Text.of("M%d %dl-4 -7h8z", middle, y));
      }
    }
  }
}
