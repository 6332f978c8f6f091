package io.supernet.cli;

import java.util.Collections;
import java.util.List;

/** Tables for documents. */
final class Markdown {

  private Markdown() {}

  /** The first row is the head. */
  static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i)));
      if (i == 0) {
        text.append(line(Collections.nCopies(rows.get(0).size(), "---")));
      }
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
