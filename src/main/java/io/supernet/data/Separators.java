package io.supernet.data;

import io.supernet.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Recognizes tables whose columns are separated by something else than commas. */
final class Separators {

  private static final Map<String, String> NAMES =
      new TreeMap<>(Map.of(";", "semicolons", "\t", "tabs", "|", "bars"));

  private Separators() {}

  /** The way out if the fields hold such a separator, to follow a sentence; otherwise empty. */
  static String hint(List<String> fields) {
    Optional<String> found =
        NAMES.entrySet().stream()
            .filter(e -> fields.stream().anyMatch(f -> f.contains(e.getKey())))
            .map(Map.Entry::getValue)
            .findAny();
    return found
        .map(
            name ->
                Text.of(
                    "; it seems to be separated by %s: write commas between columns, and points in decimal numbers",
                    name))
        .orElse("");
  }
}
