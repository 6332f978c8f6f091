package io.supernet.text;

import com.google.common.base.CharMatcher;
import java.util.OptionalDouble;

/** Numbers as tables write them: decimal digits, a point, an exponent; no unit, no word, no hex. */
public final class Decimal {

  private static final CharMatcher CHARACTERS =
      CharMatcher.inRange('0', '9').or(CharMatcher.anyOf("+-.eE"));

  private Decimal() {}

  /** The number that a text is; infinite if it is too large for a double. */
  public static OptionalDouble parse(String text) {
    if (!CHARACTERS.matchesAllOf(text)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Whether a text is a number. */
  public static boolean is(String text) {
    return parse(text).isPresent();
  }
}
