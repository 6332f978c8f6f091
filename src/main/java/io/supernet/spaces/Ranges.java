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
      throw outside(what, value, least, most);
    }
  }

  /** A list of at least one, each entry larger than the one before. */
  static void ascending(String what, List<Integer> values, int least, int most) {
    values.forEach(v -> check(what, v, least, most));
    ascending(what, values);
  }

  /** The same of numbers with a fraction. */
  static void ascending(String what, List<Double> values, double least, double most) {
    for (double value : values) {
      if (!(value >= least && value <= most)) {
        throw outside(what, value, least, most);
      }
    }
    ascending(what, values);
  }

  private static <T extends Comparable<T>> void ascending(String what, List<T> values) {
    check("number of " + what, values.size(), 1, 20);
    if (!Ordering.natural().isStrictlyOrdered(values)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "The definition says %s: %s; write them in ascending order, each once.",
              what, values));
    }
  }

  private static SupernetException outside(String what, Number value, Number least, Number most) {
    return new SupernetException(
        Kind.USAGE,
        Text.of("The definition says %s: %s; it takes %s to %s.", what, value, least, most));
  }

  static void odd(String what, int value) {
    if (value % 2 == 0) {
      throw new SupernetException(
          Kind.USAGE, "The definition says " + what + ": " + value + "; it takes odd numbers.");
    }
  }
}
