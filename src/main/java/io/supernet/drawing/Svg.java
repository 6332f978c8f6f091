package io.supernet.drawing;

import com.google.common.html.HtmlEscapers;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.Text;

/** The text of an SVG file that needs nothing else: elements in the order in which they come. */
public final class Svg {

  private final StringBuilder body = new StringBuilder();

  /** Adds an element. */
  @FormatMethod
  public void add(String format, Object... values) {
    body.append("  ").append(Text.of(format, values)).append('\n');
  }

  /** A text as it stands in an element. */
  public static String escape(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }

  /**
   * The file.
   *
   * @param style a style element; {@code .paper} is the background
   */
  public String file(int width, int height, String title, String style) {
    return Text.of(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
            width, height, width, height)
        + "<title>"
        + escape(title)
        + "</title>\n"
        + style
        + "  <rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n"
        + body
        + "</svg>\n";
  }
}
