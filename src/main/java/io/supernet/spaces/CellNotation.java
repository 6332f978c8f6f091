package io.supernet.spaces;

import com.google.common.base.Splitter;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells as the tutorials write them, {@code (input1,op1,input2,op2)} a node: {@code
 * (0,skip_connect,1,sep_conv_3x3)(2,max_pool_3x3,0,skip_connect)}. Inputs are the two cell inputs,
 * 0 and 1, and earlier nodes, from 2.
 */
final class CellNotation implements Notation {

  private static final int ENTRIES = 4;

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < architecture.length(); node += ENTRIES) {
      List<String> entries = new ArrayList<>();
      for (int i = node; i < node + ENTRIES; i++) {
        entries.add(space.decisions().get(i).options().get(architecture.choice(i)));
      }
      text.append('(').append(String.join(",", entries)).append(')');
    }
    return text.toString();
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    String inner = text.replaceAll("\\s", "");
    if (!inner.matches("(\\([^()]*\\))*")) {
      throw wrong(text, "write (input1,op1,input2,op2) for each node");
    }
    List<String> entries =
        Splitter.on(',').splitToList(inner.replaceAll("^\\(|\\)$", "").replace(")(", ","));
    List<Decision> decisions = space.decisions();
    if (entries.size() != decisions.size()) {
      throw wrong(text, "it has " + entries.size() + " entries instead of " + decisions.size());
    }
    int[] choices = new int[decisions.size()];
    for (int i = 0; i < choices.length; i++) {
      List<String> options = decisions.get(i).options();
      if (!options.contains(entries.get(i))) {
        throw wrong(
            text,
            "'" + entries.get(i) + "' for " + decisions.get(i).name() + " is none of " + options);
      }
      choices[i] = options.indexOf(entries.get(i));
    }
    return Architecture.of(choices);
  }

  private static SupernetException wrong(String text, String why) {
    return new SupernetException(
        Kind.USAGE, "'" + text + "' is not an architecture of this space: " + why + ".");
  }
}
