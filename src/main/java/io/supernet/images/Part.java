package io.supernet.images;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of data that have folders or files of their own. */
enum Part {
  TRAIN("train", "training"),
  VALIDATION("validation", "val", "valid"),
  TEST("test", "testing");

  private final List<String> names;

  Part(String... names) {
    this.names = List.of(names);
  }

  /** The part that a folder of this name holds. */
  static Optional<Part> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(part -> part.names.contains(lower)).findFirst();
  }

  /** The part that a file belongs to whose name begins like this, as in {@code train-00001}. */
  static Optional<Part> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            part ->
                part.names.stream()
                    .anyMatch(own -> lower.matches("(.*[-_.])?" + own + "([-_.0-9].*)?")))
        .findFirst();
  }

  @Override
  public String toString() {
    return names.get(0);
  }
}
