package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NasBench201CellsTest {

  private static final Definition DEFINITION =
      Definition.of("cells", new NasBench201(1, 1), Task.images(8, 8, 1, 2));

  @Test
  void knownEquivalences() {
    // Two ways to one convolution; nothing through node 1; a node that nobody reads.
    same(
        "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|",
        "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|");
    same(
        "|none~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|avg_pool_3x3~2|",
        "|skip_connect~0|+|none~0|none~1|+|none~0|avg_pool_3x3~1|none~2|");
    same(
        "|none~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|none~1|none~2|",
        "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
    // The order of a sum, and sums within sums.
    same(
        "|nor_conv_1x1~0|+|nor_conv_3x3~0|none~1|+|none~0|skip_connect~1|skip_connect~2|",
        "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|none~0|none~1|skip_connect~2|");
    // Two poolings of one input are one that is used twice; two convolutions are not.
    same(
        "|avg_pool_3x3~0|+|avg_pool_3x3~0|none~1|+|none~0|skip_connect~1|skip_connect~2|",
        "|avg_pool_3x3~0|+|none~0|skip_connect~1|+|none~0|skip_connect~1|skip_connect~2|");
    different(
        "|nor_conv_1x1~0|+|nor_conv_1x1~0|none~1|+|none~0|skip_connect~1|skip_connect~2|",
        "|nor_conv_1x1~0|+|none~0|skip_connect~1|+|none~0|skip_connect~1|skip_connect~2|");
    // Twice the input is not the input, and a convolution of a sum is not a sum of convolutions.
    different(
        "|skip_connect~0|+|none~0|none~1|+|skip_connect~0|skip_connect~1|none~2|",
        "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
    different(
        "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|",
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|none~0|skip_connect~1|skip_connect~2|");
  }

  @Test
  void oneOfEachIsAdmittedAndItIsTheCheapest() {
    SearchSpace space = DEFINITION.distinct();
    Map<Architecture, Long> cheapest = new HashMap<>();
    int admitted = 0;
    for (Architecture cell : all()) {
      admitted += space.admits(cell) ? 1 : 0;
      assertThat(space.connected(space.canonical(cell))).isEqualTo(space.connected(cell));
      cheapest.merge(space.canonical(cell), DEFINITION.cost(cell).macs(), Math::min);
    }
    assertThat(admitted).isEqualTo(5259);
    assertThat(cheapest)
        .allSatisfy((cell, macs) -> assertThat(DEFINITION.cost(cell).macs()).isEqualTo(macs));
    assertThat(space.admits(space.sample(new SplittableRandom(1)))).isTrue();
  }

  /** The paper's count, ours, and the one that takes two convolutions for one used twice. */
  @Test
  void threeWaysToCountTheCells() {
    Set<String> byThePaper = new HashSet<>();
    Set<String> withoutNumbers = new HashSet<>();
    Set<String> functions = new HashSet<>();
    for (Architecture cell : all()) {
      byThePaper.add(asInThePaper(cell));
      withoutNumbers.add(withoutNumbers(cell));
      functions.add(NasBench201Cells.function(cell));
    }
    assertThat(byThePaper).hasSize(6466);
    assertThat(functions).hasSize(5260).contains("");
    assertThat(withoutNumbers).hasSize(4930);
  }

  /** The output as in the authors' program: "#" is nothing, and a skipped sum stays a term. */
  private static String asInThePaper(Architecture cell) {
    List<String> nodes = new ArrayList<>(List.of("0"));
    int edge = 0;
    for (int node = 1; node <= 3; node++) {
      List<String> sum = new ArrayList<>();
      for (int input = 0; input < node; input++) {
        int operation = cell.choice(edge++);
        String x = nodes.get(input);
        boolean nothing = operation == 0 || x.equals("#");
        sum.add(nothing ? "#" : operation == 1 ? x : "(" + x + ")@" + operation);
      }
      Collections.sort(sum);
      nodes.add(String.join("+", sum));
    }
    return nodes.get(3);
  }

  /** The output as one flat sum without nothings; convolutions have no numbers. */
  private static String withoutNumbers(Architecture cell) {
    List<List<String>> nodes = new ArrayList<>(List.of(List.of("x")));
    int edge = 0;
    for (int node = 1; node <= 3; node++) {
      List<String> sum = new ArrayList<>();
      for (int input = 0; input < node; input++) {
        int operation = cell.choice(edge++);
        List<String> terms = nodes.get(input);
        if (operation == 1) {
          sum.addAll(terms);
        } else if (operation != 0 && !terms.isEmpty()) {
          sum.add(operation + "(" + String.join("+", terms) + ")");
        }
      }
      Collections.sort(sum);
      nodes.add(sum);
    }
    return String.join("+", nodes.get(3));
  }

  private static void same(String one, String other) {
    assertThat(representative(one)).isEqualTo(representative(other));
  }

  private static void different(String one, String other) {
    assertThat(representative(one)).isNotEqualTo(representative(other));
  }

  private static Architecture representative(String text) {
    return DEFINITION.distinct().canonical(DEFINITION.parse(text));
  }

  private static List<Architecture> all() {
    List<Architecture> all = new ArrayList<>();
    for (int i = 0; i < 15_625; i++) {
      int[] cell = new int[6];
      int rest = i;
      for (int edge = 0; edge < 6; edge++) {
        cell[edge] = rest % 5;
        rest /= 5;
      }
      all.add(Architecture.of(cell));
    }
    return all;
  }
}
