package io.supernet.text;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Tables and lists for documents. */
public final class Markdown {

  private Markdown() {}

  /** The first row is the head. */
  public static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i)));
      if (i == 0) {
        text.append(line(Collections.nCopies(rows.get(0).size(), "---")));
      }
    }
    return text.toString();
  }

  /** A bullet each. */
  public static String list(List<String> sentences) {
    return sentences.stream().map(s -> "- " + s + "\n").collect(Collectors.joining());
  }

  /** Bars and line breaks inside a cell do not end it. */
  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replaceAll("\\R", " "))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
