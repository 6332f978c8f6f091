package io.supernet.spaces;

import com.google.common.collect.Ordering;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.util.List;

/** Bounds of what a definition may say. */
final class Ranges {

  private Ranges() {}

  static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("The definition says %s: %s; it takes %s to %s.", what, value, least, most));
    }
  }

  /** A list of at least one, each entry larger than the one before. */
  static void ascending(String what, List<Integer> values, int least, int most) {
    check("number of " + what, values.size(), 1, 20);
    values.forEach(v -> check(what, v, least, most));
    if (!Ordering.natural().isStrictlyOrdered(values)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The definition says %s: %s; write them in ascending order, each once.",
              what, values));
    }
  }

  static void odd(String what, int value) {
    if (value % 2 == 0) {
      throw new SupernetException(
          Kind.USAGE, "The definition says " + what + ": " + value + "; it takes odd numbers.");
    }
  }
}
