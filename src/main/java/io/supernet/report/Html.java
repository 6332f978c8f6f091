package io.supernet.report;

import com.google.common.html.HtmlEscapers;
import com.google.errorprone.annotations.FormatMethod;
import io.supernet.Text;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Markup that may stand in a page as it is: what came from outside has been escaped on the way in.
 */
record Html(String markup) {

  static final Html NONE = new Html("");

  /** Text as it reads. */
  static Html text(String text) {
    return new Html(HtmlEscapers.htmlEscaper().escape(text));
  }

  /**
   * A template with {@code %s} for each value. Values that are markup go in as they are, all others
   * as text.
   */
  @FormatMethod
  static Html of(String template, Object... values) {
    Object[] escaped =
        Arrays.stream(values)
            .map(value -> value instanceof Html html ? html : text(String.valueOf(value)))
            .map(Html::markup)
            .toArray();
    return new Html(Text.of(template, escaped));
  }

  /** One after another. */
  static Html all(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }

  /** A paragraph. */
  static Html paragraph(String text) {
    return of("<p>%s</p>", text);
  }

  /** A command as a user types it. */
  static Html code(String text) {
    return of("<code>%s</code>", text);
  }

  /** Opened with a click. */
  static Html details(String summary, Html content) {
    return of("<details><summary>%s</summary>\n%s\n</details>", summary, content);
  }

  boolean isEmpty() {
    return markup.isEmpty();
  }
}
