package io.supernet.drawing;

import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A sketch as text for a terminal, with box-drawing characters. A cell that is too wide for a
 * picture is listed edge by edge. The options of the decisions are left to other text.
 */
public final class TextDrawing {

  private TextDrawing() {}

  /**
   * Draws all parts, each line ending in a newline.
   *
   * @param columns width of the terminal in characters
   */
  public static String draw(Sketch sketch, int columns) {
    RowLayout.Metrics metrics =
        sketch.parts().stream().allMatch(part -> fits(part, TextRow.ROOMY, columns))
            ? TextRow.ROOMY
            : TextRow.TIGHT;
    List<String> parts = new ArrayList<>();
    for (Part part : sketch.parts()) {
      List<String> lines = new ArrayList<>();
      String title = Titles.of(part);
      if (!title.isEmpty()) {
        lines.add(title);
      }
      if (isTall(part)) {
        lines.addAll(chain(part));
      } else {
        lines.addAll(
            fits(part, metrics, columns) ? new TextRow(part, metrics).lines() : list(part));
      }
      parts.add(String.join("\n", lines) + "\n");
    }
    return String.join("\n", parts);
  }

  private static boolean fits(Part part, RowLayout.Metrics metrics, int columns) {
    return isTall(part) || new TextRow(part, metrics).width() <= columns;
  }

  private static boolean isTall(Part part) {
    return part.isChain() && part.nodes().size() > 2;
  }

  private static List<String> chain(Part part) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < part.nodes().size(); i++) {
      int node = i;
      part.edges().stream()
          .filter(e -> e.to() == node && !part.isBeside(e))
          .forEach(e -> lines.add(e.isPlain() ? "  │" : "  ├─ " + e.label()));
      if (Titles.isNamed(part.nodes().get(node))) {
        lines.add("  " + part.nodes().get(node));
      }
    }
    return lines;
  }

  private static List<String> list(Part part) {
    int width = part.nodes().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < part.nodes().size(); i++) {
      int node = i;
      String name = part.nodes().get(node);
      for (Edge edge : part.edges().stream().filter(e -> e.to() == node).toList()) {
        String from =
            String.join(" | ", edge.from().stream().map(f -> part.nodes().get(f)).toList());
        String plain = edge.isPlain() ? from.replace(" | ", " + ") : from + "  " + edge.label();
        lines.add("  " + " ".repeat(width - name.length()) + name + " ← " + plain);
        name = "";
      }
    }
    return lines;
  }
}
