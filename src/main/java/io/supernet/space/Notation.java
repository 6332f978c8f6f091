package io.supernet.space;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;

/**
 * How the architectures of one space are written as text, on one line.
 *
 * @since 0.1
 */
public interface Notation {

  /** The text of an architecture of the space. */
  String format(SearchSpace space, Architecture architecture);

  /**
   * The architecture that a text stands for.
   *
   * @throws SupernetException if the text is not an architecture of the space
   */
  Architecture parse(SearchSpace space, String text);

  /** What to throw for a text that is not an architecture of the space, and why it is not. */
  static SupernetException wrong(SearchSpace space, String text, String why) {
    return new SupernetException(
        Kind.USAGE,
        "'" + text + "' is not an architecture of space '" + space.name() + "': " + why + ".");
  }
}
