package io.supernet.drawing;

import com.google.common.base.Splitter;
import io.supernet.drawing.Sketch.Part;
import java.util.ArrayList;
import java.util.List;

/** The words around a picture. */
final class Titles {

  private Titles() {}

  /** Names the part and how often it stands in the network; empty for a network of one part. */
  static String of(Part part) {
    if (part.places() == 1) {
      return part.name();
    }
    return (part.name().isEmpty() ? "" : part.name() + ", ") + "one of " + part.places() + " alike";
  }

  /** Whether a node has a name of its own, not only a number. */
  static boolean isNamed(String node) {
    return !node.chars().allMatch(Character::isDigit);
  }

  /** The lines of a text, broken between words; the later ones are indented. */
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Splitter.on(' ').split(text)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
