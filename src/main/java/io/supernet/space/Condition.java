package io.supernet.space;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * When a nested decision matters: all of some outer decisions take certain options.
 *
 * @param choices the option of each outer decision, both by index; at least one
 * @since 0.1
 */
public record Condition(Map<Integer, Integer> choices) {

  public Condition {
    choices = ImmutableMap.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("A condition needs an outer decision.");
    }
  }

  /** Whether it does for an architecture, given which outer decisions matter for that. */
  boolean holds(Architecture architecture, boolean[] active) {
    return choices.entrySet().stream()
        .allMatch(c -> architecture.choice(c.getKey()) == c.getValue() && active[c.getKey()]);
  }

  /** One outer decision takes one option. */
  public Condition(int decision, int option) {
    this(Map.of(decision, option));
  }
}
