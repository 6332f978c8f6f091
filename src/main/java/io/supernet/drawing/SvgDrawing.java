package io.supernet.drawing;

import io.supernet.Text;
import io.supernet.drawing.Sketch.Edge;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A sketch as an SVG file that needs nothing else: dark on white, or light on dark where the reader
 * prefers that. Edges of one label have one color.
 */
public final class SvgDrawing {

  static final int MARGIN = 24;

  private static final int LINE = 18;
  private static final int NOTE_COLUMNS = 96;
  private static final int TITLE_COLUMNS = 80;

  /** Legible on white and on black. */
  private static final List<String> COLORS =
      List.of(
          "#2f6fd6", "#c8581c", "#1f8f50", "#a34cc9", "#a87c00", "#d0366f", "#0c8c99", "#7a6f66");

  private static final String STYLE =
      """
      <style>
        text { font: 12px "DejaVu Sans", Verdana, sans-serif; fill: #1b1f24; text-anchor: middle }
        .title { font-weight: bold; font-size: 14px; text-anchor: start }
        .note { fill: #59636e; text-anchor: start }
        .paper { fill: #ffffff }
        .box { fill: #eef2f6; stroke: #59636e }
        path { fill: none; stroke-width: 1.6 }
        .plain { stroke: #8c96a0 }
        .plain-tip { fill: #8c96a0 }
        /*colors*/
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .note { fill: #9aa4af }
          .paper { fill: #0d1117 }
          .box { fill: #1c232c; stroke: #9aa4af }
        }
      </style>
      """;

  private final Svg svg = new Svg();
  private final List<String> labels = new ArrayList<>();
  private int width;
  private int height = MARGIN;

  private SvgDrawing() {}

  /**
   * Draws all parts.
   *
   * @param title what stands above
   */
  public static String draw(Sketch sketch, String title) {
    SvgDrawing drawing = new SvgDrawing();
    drawing.words("title", Titles.wrapped(title, TITLE_COLUMNS));
    for (Part part : sketch.parts()) {
      drawing.draw(part);
    }
    return drawing.file(title);
  }

  private void draw(Part part) {
    String name = Titles.of(part);
    height += LINE / 2;
    if (!name.isEmpty()) {
      words("note", List.of(name));
    }
    if (part.isChain() && part.nodes().size() > 4) {
      new SvgChain(this, part).draw();
    } else {
      new SvgRow(this, part).draw();
    }
    height += LINE / 2;
    part.notes().forEach(note -> words("note", Titles.wrapped(note.text(), NOTE_COLUMNS)));
  }

  private void words(String style, List<String> lines) {
    for (String line : lines) {
      height += LINE;
      width = Math.max(width, textWidth(line) + (style.equals("title") ? line.length() * 2 : 0));
      text(style, MARGIN, height - LINE / 3, line);
    }
  }

  /** Room for a picture; gives its top. */
  int take(int pictureWidth, int pictureHeight) {
    int top = height;
    width = Math.max(width, pictureWidth);
    height += pictureHeight;
    return top;
  }

  /** Width of a text of 12 pixels' height, rather too large than too small. */
  static int textWidth(String text) {
    return (int) Math.ceil(text.length() * 7.4);
  }

  void box(int x, int y, int boxWidth, int boxHeight, String label) {
    svg.add(
        "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
        x, y, boxWidth, boxHeight);
    text("", x + boxWidth / 2, y + boxHeight / 2 + 4, label);
  }

  void text(String style, int x, int y, String text) {
    String styled = style.isEmpty() ? "" : " class=\"" + style + "\"";
    svg.add("<text%s x=\"%d\" y=\"%d\">%s</text>", styled, x, y, Svg.escape(text));
  }

  /** A line of an edge, in path notation. */
  void path(Edge edge, String path) {
    svg.add("<path class=\"%s\" d=\"%s\"/>", color(edge), path);
  }

  /** The tip of an edge: a triangle, in path notation. */
  void tip(Edge edge, String path) {
    svg.add("<path class=\"%s-tip\" d=\"%s\"/>", color(edge), path);
  }

  private String color(Edge edge) {
    if (edge.isPlain()) {
      return "plain";
    }
    if (!labels.contains(edge.label())) {
      labels.add(edge.label());
    }
    return "c" + labels.indexOf(edge.label()) % COLORS.size();
  }

  private String file(String title) {
    StringBuilder colors = new StringBuilder();
    for (int i = 0; i < Math.min(labels.size(), COLORS.size()); i++) {
      String color = COLORS.get(i);
      colors.append(Text.of("  .c%d { stroke: %s } .c%d-tip { fill: %s }\n", i, color, i, color));
    }
    String style = STYLE.replace("/*colors*/", colors.toString().strip());
    return svg.file(width + 2 * MARGIN, height + MARGIN, title, style);
  }
}
