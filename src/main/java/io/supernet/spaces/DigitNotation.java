package io.supernet.spaces;

import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;

/**
 * A digit for each decision, the index of its option: {@code 01202210}. For spaces of decisions
 * that always matter and have at most ten options, such as NAS-Bench-Macro.
 */
public final class DigitNotation implements Notation {

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    return Ints.join("", architecture.toArray());
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    String digits = text.strip();
    if (digits.length() != space.decisions().size()) {
      throw wrong(
          space,
          text,
          "it has " + digits.length() + " digits instead of " + space.decisions().size());
    }
    for (int i = 0; i < digits.length(); i++) {
      int options = space.decisions().get(i).options().size();
      if (digits.charAt(i) < '0' || digits.charAt(i) >= '0' + options) {
        throw wrong(
            space,
            text,
            "'"
                + digits.charAt(i)
                + "' is no digit from 0 to "
                + (options - 1)
                + ", for one of "
                + space.decisions().get(i).options());
      }
    }
    return Architecture.of(digits.chars().map(c -> c - '0').toArray());
  }

  private static SupernetException wrong(SearchSpace space, String text, String why) {
    return new SupernetException(
        Kind.USAGE,
        "'" + text + "' is not an architecture of space '" + space.name() + "': " + why + ".");
  }
}
