package io.supernet.spaces;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;
import java.util.List;

/**
 * The index of each decision's option, for spaces whose decisions always matter.
 *
 * <ul>
 *   <li>{@link #DIGITS}, as NAS-Bench-Macro: {@code 01202210}.
 *   <li>{@link #NUMBERS}, as the arcs of the ENAS scripts. Micro: input, operation, input,
 *       operation for each node of the normal cell, then of the reduction cell; {@code 0 2 0 0 0 4
 *       0 1 …}. Inputs 0 and 1 are those of the cell, 2 is the first node. Macro: for each layer
 *       its operation and a bit for each possible skip connection, the stem's first; {@code 0 3 0 0
 *       1 0 …}.
 * </ul>
 */
enum IndexNotation implements Notation {
  /** One after another; no decision may have more than ten options. */
  DIGITS("", Splitter.fixedLength(1), 10),
  /** With spaces between them. */
  NUMBERS(" ", Splitter.on(CharMatcher.whitespace()), Integer.MAX_VALUE);

  private final String separator;
  private final Splitter splitter;
  private final int mostOptions;

  IndexNotation(String separator, Splitter splitter, int mostOptions) {
    this.separator = separator;
    this.splitter = splitter.omitEmptyStrings();
    this.mostOptions = mostOptions;
  }

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    space.decisions().forEach(this::check);
    return Ints.join(separator, architecture.toArray());
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    space.decisions().forEach(this::check);
    List<String> numbers = splitter.splitToList(text.strip());
    List<Decision> decisions = space.decisions();
    if (numbers.size() != decisions.size()) {
      throw Notation.wrong(
          space, text, "it has " + numbers.size() + " numbers, not " + decisions.size());
    }
    int[] choices = new int[numbers.size()];
    for (int i = 0; i < choices.length; i++) {
      Integer number = Ints.tryParse(numbers.get(i));
      List<String> options = decisions.get(i).options();
      if (number == null || number < 0 || number >= options.size()) {
        throw Notation.wrong(
            space,
            text,
            Text.of(
                "number %s, %s, is 0 to %s and not '%s'",
                i + 1, decisions.get(i).name(), options.size() - 1, numbers.get(i)));
      }
      choices[i] = number;
    }
    return Architecture.of(choices);
  }

  private void check(Decision decision) {
    if (decision.options().size() > mostOptions) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Decision '%s' has %s options, a digit stands for one of ten; write the space in numbers.",
              decision.name(), decision.options().size()));
    }
  }
}
