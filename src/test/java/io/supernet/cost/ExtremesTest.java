package io.supernet.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import io.supernet.spaces.Cell;
import io.supernet.spaces.Darts;
import io.supernet.spaces.Definitions;
import io.supernet.spaces.DenseBlocks;
import io.supernet.spaces.Elastic;
import io.supernet.spaces.EnasMacro;
import io.supernet.spaces.EnasMicro;
import io.supernet.spaces.NasBench201;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Against all architectures, one by one. */
class ExtremesTest {

  @RepeatedTest(30)
  void areExactWhereCostsAddUp(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (SearchSpace space :
        List.of(
            ToySpaces.flat(3, 1, 4, 2),
            ToySpaces.nested(),
            ToySpaces.doublyNested(),
            ToySpaces.dag())) {
      assertExact(space, ToySpaces.all(space), additive(space, random));
    }
  }

  @Test
  void areExactForNasBench201() {
    Definition cells = Definition.of("cells", new NasBench201(1, 1), Task.images(4, 4, 1, 2));
    assertExact(cells);
    assertThat(cells.format(cells.largest()))
        .isEqualTo(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|"
                + "+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|");
  }

  /** Inputs that coincide count once. */
  @Test
  void areExactForCells() {
    List<String> three = List.of("skip_connect", "sep_conv_3x3", "sep_conv_5x5");
    assertExact(Definition.of("all seen", new Cell(1, 1, 2, three), Task.images(4, 4, 1, 2)));
    List<String> four = List.of("none", "skip_connect", "sep_conv_3x3", "conv_1x1");
    assertExact(Definition.of("not all", new Cell(1, 1, 2, four), Task.images(4, 4, 1, 2)));
  }

  /** What no node reads costs a convolution. */
  @Test
  void areExactForOneNodeOfEnas() {
    assertExact(Definition.of("enas", new EnasMicro(2, 3, 1), Task.images(8, 8, 1, 2)));
  }

  /** 5,460 architectures. */
  @Test
  void areExactForAnElasticChain() {
    assertExact(Definition.of("elastic", elastic(6), Task.images(8, 8, 1, 2)));
  }

  /** Where nothing of a cell must remain, the smallest hides: only far changes together keep it. */
  @Test
  void areNotBeatenByRandomArchitecturesOfDarts() {
    Darts network = new Darts(2, 3, List.of("none", "sep_conv_3x3", "skip_connect"), false);
    Definition darts = Definition.of("darts", network, Task.images(8, 8, 1, 2));
    long smallest = darts.cost(darts.smallest()).macs();
    long largest = darts.cost(darts.largest()).macs();
    assertThat(smallest).isLessThanOrEqualTo(12_226);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      assertThat(darts.cost(darts.space().sample(random)).macs()).isBetween(smallest, largest);
    }
  }

  @Test
  void findTheLargestCellAsItComes() {
    Definition cell = Definitions.load(Definitions.find("cell"));
    assertThat(cell.cost(cell.largest()).macs()).isGreaterThanOrEqualTo(55_626_250);
  }

  @Test
  void areExactForNestedDecisionsOfANetwork() {
    assertExact(Definition.of("blocks", new DenseBlocks(3, 3, List.of(4, 2)), Task.table(3, 2)));
  }

  @Test
  void askForFewCostsOfALongChain() {
    Definition chain = Definition.of("chain", elastic(12), Task.images(4, 4, 1, 2));
    List<Architecture> extremes = extremes(chain.space(), chain::cost, 3_000);
    assertThat(chain.format(extremes.get(0))).isEqualTo("e1k1");
    assertThat(chain.format(extremes.get(1)))
        .isEqualTo(String.join("-", Collections.nCopies(12, "e2k3")));
  }

  @Test
  void askForFewCostsOfManySkips() {
    Definition macro = Definition.of("macro", new EnasMacro(2, 24), Task.images(8, 8, 1, 2));
    List<Architecture> extremes = extremes(macro.space(), macro::cost, 3_000);
    for (int layer = 0; layer < 24; layer++) {
      int decision = layer * (layer + 1) / 2;
      assertThat(extremes.get(0).choice(decision)).as("average pool").isEqualTo(4);
      assertThat(extremes.get(1).choice(decision)).as("5x5 convolution").isEqualTo(2);
    }
  }

  @Test
  void lookAtEachOptionOfALargeSpace() {
    assertNoOptionBetter(3_000, 80, 8);
    assertNoOptionBetter(4_000, 1_000, 2);
  }

  private static void assertNoOptionBetter(int mostCosts, int decisions, int each) {
    int[] options = new int[decisions];
    Arrays.fill(options, each);
    SearchSpace space = ToySpaces.flat(options);
    Costs costs = additive(space, new Random(1));
    List<Architecture> extremes = extremes(space, costs, mostCosts);
    for (int i = 0; i < decisions; i++) {
      for (int option = 0; option < each; option++) {
        assertThat(costs.apply(extremes.get(0).with(i, option)).macs())
            .isGreaterThanOrEqualTo(costs.apply(extremes.get(0)).macs());
        assertThat(costs.apply(extremes.get(1).with(i, option)).macs())
            .isLessThanOrEqualTo(costs.apply(extremes.get(1)).macs());
      }
    }
  }

  @FunctionalInterface
  private interface Costs extends java.util.function.Function<Architecture, Cost> {}

  private static Elastic elastic(int most) {
    return new Elastic(
        2,
        1,
        2,
        List.of(new Elastic.Stage(2, 1, most, 1, false, false)),
        2,
        2,
        List.of(1, 2),
        List.of(1, 3),
        false,
        false);
  }

  /** The smallest and the largest; each may ask for so many costs. */
  private static List<Architecture> extremes(SearchSpace space, Costs costs, int mostCosts) {
    AtomicInteger asked = new AtomicInteger();
    Extremes extremes =
        new Extremes(
            space,
            architecture -> {
              asked.incrementAndGet();
              return costs.apply(architecture);
            });
    Architecture smallest = extremes.smallest();
    assertThat(asked.getAndSet(0)).isLessThanOrEqualTo(mostCosts);
    Architecture largest = extremes.largest();
    assertThat(asked.get()).isLessThanOrEqualTo(mostCosts);
    return List.of(smallest, largest);
  }

  private static void assertExact(Definition definition) {
    Collection<Architecture> all = ToySpaces.all(definition.space());
    all.removeIf(architecture -> !definition.space().connected(architecture));
    assertExact(definition.space(), all, definition::cost);
  }

  private static void assertExact(SearchSpace space, Collection<Architecture> all, Costs costs) {
    Map<Architecture, Cost> known = new HashMap<>();
    all.forEach(architecture -> known.put(architecture, costs.apply(architecture)));
    Extremes extremes = new Extremes(space, costs);
    assertThat(extremes.smallest()).isEqualTo(first(known, 1));
    assertThat(extremes.largest()).isEqualTo(first(known, -1));
  }

  /** A cost for each option that matters; ties are frequent. */
  private static Costs additive(SearchSpace space, Random random) {
    int[][] macs = new int[space.decisions().size()][8];
    for (int[] row : macs) {
      Arrays.setAll(row, i -> random.nextInt(4));
    }
    return architecture -> {
      long sum = 0;
      for (int i = 0; i < architecture.length(); i++) {
        sum += space.active(architecture, i) ? macs[i][architecture.choice(i)] : 0;
      }
      return new Cost(sum, architecture.choice(0) % 2);
    };
  }

  private static Architecture first(Map<Architecture, Cost> costs, int sign) {
    Comparator<Architecture> order =
        Comparator.<Architecture>comparingLong(a -> sign * costs.get(a).macs())
            .thenComparingLong(a -> sign * costs.get(a).parameters())
            .thenComparing(Architecture::toArray, Arrays::compare);
    return costs.keySet().stream().min(order).orElseThrow();
  }
}
