package io.supernet.spaces;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;

/** Bounds of what a definition may say. */
final class Ranges {

  private Ranges() {}

  static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new SupernetException(
          Kind.USAGE,
          "The definition says "
              + what
              + ": "
              + value
              + "; it takes "
              + least
              + " to "
              + most
              + ".");
    }
  }
}
