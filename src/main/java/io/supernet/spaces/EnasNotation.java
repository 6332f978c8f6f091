package io.supernet.spaces;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The arcs of the ENAS scripts: numbers with spaces between them.
 *
 * <ul>
 *   <li>Micro: input, operation, input, operation for each node of the normal cell, then of the
 *       reduction cell; {@code 0 2 0 0 0 4 0 1 …}. Inputs 0 and 1 are those of the cell, 2 is the
 *       first node.
 *   <li>Macro: for each layer its operation and a bit for each possible skip connection, the stem's
 *       first; {@code 0 3 0 0 1 0 …}.
 * </ul>
 */
final class EnasNotation implements Notation {

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    return IntStream.of(architecture.toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    List<String> numbers =
        Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().splitToList(text);
    List<Decision> decisions = space.decisions();
    if (numbers.size() != decisions.size()) {
      throw wrong(space, text, "it has " + numbers.size() + " numbers, not " + decisions.size());
    }
    int[] choices = new int[numbers.size()];
    for (int i = 0; i < choices.length; i++) {
      Integer number = Ints.tryParse(numbers.get(i));
      int options = decisions.get(i).options().size();
      if (number == null || number < 0 || number >= options) {
        throw wrong(
            space,
            text,
            "number "
                + (i + 1)
                + ", "
                + decisions.get(i).name()
                + ", is 0 to "
                + (options - 1)
                + " and not '"
                + numbers.get(i)
                + "'");
      }
      choices[i] = number;
    }
    return Architecture.of(choices);
  }

  private static SupernetException wrong(SearchSpace space, String text, String why) {
    return new SupernetException(
        Kind.USAGE, "'" + text + "' is not an arc of space '" + space.name() + "': " + why + ".");
  }
}
