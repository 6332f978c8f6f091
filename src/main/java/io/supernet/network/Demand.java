package io.supernet.network;

import static java.util.Objects.requireNonNull;

import io.supernet.network.Wiring.Kind;
import io.supernet.network.Wiring.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a network are wanted together. A value is wanted by an architecture if the output
 * is computed from it. Most are, whenever the option that holds them is computed; some only where
 * another value is, their <i>anchor</i>: what enters a node of a cell is of no use unless an edge
 * reads the node. Found once, from all options of all decisions.
 *
 * <p>This need not be true of architectures whose output does not depend on the input: they can
 * learn nothing.
 */
final class Demand {

  /** Instead of an anchor: wanted whenever the option that holds it is computed. */
  static final int NONE = -1;

  private final List<Node> nodes;
  private final Narrows narrows;
  private final Map<Integer, Integer> choices = new HashMap<>();
  private final int[] anchors;

  Demand(Wiring wiring) {
    this.nodes = wiring.nodes();
    this.narrows = new Narrows(wiring);
    this.anchors = new int[nodes.size()];
    Arrays.fill(anchors, NONE);
    for (int i = 0; i < nodes.size(); i++) {
      int choice = i;
      nodes.get(i).options().forEach(scope -> choices.put(scope, choice));
    }
    if (wiring.leaks()) {
      return;
    }
    Set<Integer> certain = narrows.between();
    for (int i = wiring.output() - 1; i > 0; i--) {
      boolean always = nodes.get(i).scope() == 0 && certain.contains(i);
      if (!always && !narrows.readers(i).isEmpty()) {
        anchors[i] = found(i);
      }
    }
  }

  /** The position of the value's anchor, which may be itself; {@link #NONE} if it has none. */
  int anchor(int value) {
    return anchors[value];
  }

  /** Whether an anchor is wanted only where another one is, too. */
  boolean implies(int anchor, int other) {
    return narrows.leads(anchor, other);
  }

  private int found(int value) {
    int scope = nodes.get(value).scope();
    List<Integer> known = new ArrayList<>();
    Set<Integer> covered = new HashSet<>();
    for (int reader : narrows.readers(value)) {
      Node node = nodes.get(reader);
      if (node.kind() == Kind.CHOICE) {
        for (int option = 0; option < node.options().size(); option++) {
          if (node.inputs().get(option) == value) {
            covered.add(node.options().get(option));
          }
        }
      } else if (node.scope() == scope) {
        known.add(anchors[reader]);
      } else if (anchors[reader] == NONE) {
        covered.add(node.scope());
      }
    }
    cover(scope, covered, known);
    if (covered.contains(scope) || known.contains(NONE)) {
      return NONE;
    }
    return known.stream().filter(anchor -> narrows.leads(value, anchor)).findFirst().orElse(value);
  }

  /** A choice of which all options read a value reads it whatever is chosen. */
  private void cover(int scope, Set<Integer> covered, List<Integer> known) {
    List<Integer> open = new ArrayList<>(covered);
    while (!open.isEmpty()) {
      int inside = open.remove(open.size() - 1);
      if (inside == scope) {
        continue;
      }
      int choice = requireNonNull(choices.get(inside), "all but the root are options");
      Node node = nodes.get(choice);
      if (!covered.containsAll(node.options())) {
        continue;
      }
      if (node.scope() == scope) {
        known.add(anchors[choice]);
      } else if (anchors[choice] == NONE && covered.add(node.scope())) {
        open.add(node.scope());
      }
    }
  }
}
