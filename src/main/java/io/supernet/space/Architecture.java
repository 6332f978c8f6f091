package io.supernet.space;

import com.google.common.primitives.ImmutableIntArray;

/**
 * One point of a search space: the option taken at each decision, in the order of the space.
 *
 * @param choices an option index, counted from 0, for each decision
 * @since 0.1
 */
public record Architecture(ImmutableIntArray choices) {

  /** The architecture that takes these options. */
  public static Architecture of(int... choices) {
    return new Architecture(ImmutableIntArray.copyOf(choices));
  }

  /** The option taken at decision number {@code decision}. */
  public int choice(int decision) {
    return choices.get(decision);
  }

  /** How many decisions it answers. */
  public int length() {
    return choices.length();
  }

  /** The same architecture with one decision answered differently. */
  public Architecture with(int decision, int option) {
    int[] copy = choices.toArray();
    copy[decision] = option;
    return of(copy);
  }

  /** The choices as a new array. */
  public int[] toArray() {
    return choices.toArray();
  }

  @Override
  public String toString() {
    return choices.toString();
  }
}
