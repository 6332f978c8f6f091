package io.supernet.spaces;

import com.google.common.base.Splitter;
import io.supernet.space.Architecture;
import io.supernet.space.Notation;
import io.supernet.space.SearchSpace;
import java.util.List;

/**
 * The arch-string of NAS-Bench-201: {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}, a group for each
 * node, an entry for each edge.
 */
final class NasBench201Notation implements Notation {

  private static final int[] EDGES_BEFORE_NODE = {0, 1, 3};

  /** Writes any architecture of six edges. */
  public NasBench201Notation() {}

  @Override
  public String format(SearchSpace space, Architecture architecture) {
    space.check(architecture);
    StringBuilder text = new StringBuilder();
    for (int node = 0; node < EDGES_BEFORE_NODE.length; node++) {
      text.append(node == 0 ? "|" : "+|");
      for (int from = 0; from <= node; from++) {
        int edge = EDGES_BEFORE_NODE[node] + from;
        String operation = space.decisions().get(edge).options().get(architecture.choice(edge));
        text.append(operation).append('~').append(from).append('|');
      }
    }
    return text.toString();
  }

  @Override
  public Architecture parse(SearchSpace space, String text) {
    List<String> nodes = Splitter.on('+').splitToList(text.strip());
    if (nodes.size() != EDGES_BEFORE_NODE.length) {
      throw Notation.wrong(
          space, text, "it has " + nodes.size() + " nodes instead of " + EDGES_BEFORE_NODE.length);
    }
    int[] choices = new int[space.decisions().size()];
    for (int node = 0; node < nodes.size(); node++) {
      List<String> edges = Splitter.on('|').omitEmptyStrings().splitToList(nodes.get(node));
      if (edges.size() != node + 1) {
        throw Notation.wrong(
            space,
            text,
            "node " + (node + 1) + " has " + edges.size() + " edges instead of " + (node + 1));
      }
      for (int from = 0; from <= node; from++) {
        String edge = edges.get(from);
        if (!edge.endsWith("~" + from)) {
          throw Notation.wrong(space, text, "edge '" + edge + "' should end in ~" + from);
        }
        String operation = edge.substring(0, edge.lastIndexOf('~'));
        List<String> options = space.decisions().get(EDGES_BEFORE_NODE[node] + from).options();
        if (!options.contains(operation)) {
          throw Notation.wrong(space, text, "'" + operation + "' is none of " + options);
        }
        choices[EDGES_BEFORE_NODE[node] + from] = options.indexOf(operation);
      }
    }
    return Architecture.of(choices);
  }
}
