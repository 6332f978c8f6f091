package io.supernet.spaces;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which cells of NAS-Bench-201 compute the same, after Dong and Yang 2020: {@code skip_connect}
 * passes its input on, {@code none} gives nothing, and so does any operation on nothing (a
 * convolution of zeros gives the constant offset of its normalization; as in the paper it counts as
 * nothing); the order of a sum does not matter.
 *
 * <p>Of the 15,625 cells the paper counts 6,466 different ones: it keeps nothings in sums, and sums
 * within sums. Without them 5,260 are left, one of which has no output. Two convolutions of the
 * same input have weights of their own, so that two of them differ from one that is used twice;
 * taken for the same, 4,930 would be left.
 *
 * <p>The representative of equal cells is the one with the most {@code none}, of those the first in
 * order.
 */
final class NasBench201Cells implements Isomorphism {

  private static final int NONE = 0;
  private static final int SKIP = 1;
  private static final int POOL = 4;
  private static final int OPERATIONS = 5;

  /** The nodes that each edge leads from and to, in the order of decisions. */
  private static final int[][] EDGES = {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}};

  private static final int OUTPUT = 3;

  private static final class Table {
    static final ImmutableMap<String, Architecture> REPRESENTATIVES = make();

    private static ImmutableMap<String, Architecture> make() {
      Map<String, Architecture> table = new HashMap<>();
      Comparator<Architecture> sparsest =
          Comparator.comparing(
              cell -> -Arrays.stream(cell.toArray()).filter(o -> o == NONE).count());
      int[] cell = new int[EDGES.length];
      int edge;
      do {
        table.merge(
            function(Architecture.of(cell)),
            Architecture.of(cell),
            (old, next) -> sparsest.compare(next, old) < 0 ? next : old);
        edge = cell.length - 1;
        while (edge >= 0 && ++cell[edge] == OPERATIONS) {
          cell[edge--] = 0;
        }
      } while (edge >= 0);
      return ImmutableMap.copyOf(table);
    }
  }

  @Override
  public Architecture representative(Architecture cell) {
    return requireNonNull(Table.REPRESENTATIVES.get(function(cell)), "each cell has one");
  }

  /**
   * What the cell computes: its output as an expression, the same for equal cells alone.
   * Convolutions that look alike get numbers, so that one that is used twice differs from two; of
   * all ways to number them the first expression in order counts.
   */
  static String function(Architecture cell) {
    Map<String, List<Integer>> alike = new TreeMap<>();
    String unnumbered = expression(cell, Map.of(), alike);
    List<Collection<List<Integer>>> orders = new ArrayList<>();
    alike.values().forEach(edges -> orders.add(Collections2.permutations(edges)));
    return Lists.cartesianProduct(orders.stream().map(List::copyOf).toList()).stream()
        .map(order -> expression(cell, numbers(order), new TreeMap<>()))
        .min(Comparator.naturalOrder())
        .orElse(unnumbered);
  }

  /** The position of each edge among those that look alike. */
  private static Map<Integer, Integer> numbers(List<List<Integer>> orders) {
    Map<Integer, Integer> numbers = new HashMap<>();
    orders.forEach(order -> order.forEach(edge -> numbers.put(edge, order.indexOf(edge))));
    return numbers;
  }

  /** The output; notes the edges of convolutions by what they compute. */
  private static String expression(
      Architecture cell, Map<Integer, Integer> numbers, Map<String, List<Integer>> convolutions) {
    List<List<String>> nodes = new ArrayList<>(List.of(List.of("x")));
    for (int node = 1; node <= OUTPUT; node++) {
      List<String> sum = new ArrayList<>();
      for (int edge = 0; edge < EDGES.length; edge++) {
        int operation = cell.choice(edge);
        if (EDGES[edge][1] == node && operation != NONE) {
          List<String> input = nodes.get(EDGES[edge][0]);
          String number = "." + numbers.getOrDefault(edge, 0);
          String term = operation + number + "(" + String.join("+", input) + ")";
          if (operation == SKIP) {
            sum.addAll(input);
          } else if (!input.isEmpty()) {
            sum.add(term);
          }
          if (operation != SKIP && operation != POOL) {
            convolutions.computeIfAbsent(term, t -> new ArrayList<>()).add(edge);
          }
        }
      }
      Collections.sort(sum);
      nodes.add(sum);
    }
    return String.join("+", nodes.get(OUTPUT));
  }
}
