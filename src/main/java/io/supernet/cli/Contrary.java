package io.supernet.cli;

import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** Options that say what a plan would decide. */
final class Contrary {

  private Contrary() {}

  /**
   * The first that was given.
   *
   * @param values by the name of the option; null if it was not given
   */
  static Optional<String> first(Map<String, Object> values) {
    return values.entrySet().stream()
        .filter(option -> option.getValue() != null)
        .map(Entry::getKey)
        .findFirst();
  }
}
