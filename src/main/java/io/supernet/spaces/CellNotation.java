package io.supernet.spaces;

import com.google.common.base.Splitter;
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
    String groups = text.replaceAll("\\s", "");
    if (!groups.startsWith("(") || !groups.endsWith(")")) {
      throw Notation.wrong(space, text, "write (input1,op1,input2,op2) for each node");
    }
    List<Decision> decisions = space.decisions();
    List<String> entries = new ArrayList<>();
    for (String group : Splitter.on(")(").split(groups.substring(1, groups.length() - 1))) {
      List<String> node = Splitter.on(',').splitToList(group);
      if (node.size() != ENTRIES) {
        throw Notation.wrong(
            space,
            text,
            "(" + group + ") has " + node.size() + " entries instead of (input1,op1,input2,op2)");
      }
      entries.addAll(node);
    }
    if (entries.size() != decisions.size()) {
      throw Notation.wrong(
          space,
          text,
          "it has " + entries.size() / ENTRIES + " nodes instead of " + decisions.size() / ENTRIES);
    }
    int[] choices = new int[decisions.size()];
    for (int i = 0; i < choices.length; i++) {
      List<String> options = decisions.get(i).options();
      if (!options.contains(entries.get(i))) {
        throw Notation.wrong(
            space,
            text,
            "'" + entries.get(i) + "' for " + decisions.get(i).name() + " is none of " + options);
      }
      choices[i] = options.indexOf(entries.get(i));
    }
    return Architecture.of(choices);
  }
}
