package io.supernet.sampling;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;

/** Bounds of what a sampler is told. */
final class Counts {

  private Counts() {}

  static void check(String what, int value, int least) {
    if (value < least) {
      throw new SupernetException(
          Kind.USAGE, "The number of " + what + " is " + value + "; give " + least + " or more.");
    }
  }
}
