package io.supernet.network;

import io.supernet.network.Wiring.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of a network through which all ways lead: of each value the nearest one behind it that
 * no way to the output misses, and the nearest one before it that no way from the input misses
 * (immediate dominators; Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001).
 */
final class Narrows {

  /** No way leads there. */
  private static final int NONE = -1;

  private final int output;
  private final List<Set<Integer>> readers = new ArrayList<>();
  private final int[] behind;
  private final int[] before;

  Narrows(Wiring wiring) {
    List<Node> nodes = wiring.nodes();
    this.output = wiring.output();
    this.behind = new int[nodes.size()];
    this.before = new int[nodes.size()];
    Arrays.fill(behind, NONE);
    Arrays.fill(before, NONE);
    nodes.forEach(node -> readers.add(new HashSet<>()));
    before[0] = 0;
    for (int i = 1; i < nodes.size(); i++) {
      for (int input : nodes.get(i).inputs()) {
        readers.get(input).add(i);
        if (before[input] != NONE) {
          before[i] = before[i] == NONE ? input : before(before[i], input);
        }
      }
    }
    behind[output] = output;
    for (int i = output - 1; i >= 0; i--) {
      readers.get(i).removeIf(reader -> behind[reader] == NONE);
      for (int reader : readers.get(i)) {
        behind[i] = behind[i] == NONE ? reader : behind(behind[i], reader);
      }
    }
  }

  /** The values that are computed from a value and that the output is computed from. */
  Set<Integer> readers(int value) {
    return readers.get(value);
  }

  /** Whether all ways from a value to the output lead through another, or are the same. */
  boolean leads(int value, int through) {
    int next = value;
    while (next != NONE && next < through) {
      next = behind[next];
    }
    return next == through;
  }

  /** The values through which all ways from the input to the output lead. */
  Set<Integer> between() {
    Set<Integer> values = new HashSet<>();
    for (int i = output; i > 0; i = before[i]) {
      values.add(i);
    }
    return values;
  }

  private int before(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (a > b) {
        a = before[a];
      } else {
        b = before[b];
      }
    }
    return a;
  }

  private int behind(int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (a < b) {
        a = behind[a];
      } else {
        b = behind[b];
      }
    }
    return a;
  }
}
