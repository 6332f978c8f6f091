package io.supernet.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.space.ToySpaces;
import io.supernet.spaces.DenseBlocks;
import io.supernet.spaces.NasBench201;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
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
    Map<Architecture, Cost> costs = new HashMap<>();
    for (Architecture architecture : ToySpaces.all(cells.space())) {
      if (cells.space().connected(architecture)) {
        costs.put(architecture, cells.cost(architecture));
      }
    }
    assertThat(costs).hasSize(15_284);
    assertThat(cells.smallest()).isEqualTo(first(costs, 1));
    assertThat(cells.largest()).isEqualTo(first(costs, -1));
    assertThat(cells.format(cells.largest()))
        .isEqualTo(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|"
                + "+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|");
  }

  @Test
  void areExactForNestedDecisionsOfANetwork() {
    Definition blocks =
        Definition.of("blocks", new DenseBlocks(3, 3, List.of(4, 2)), Task.table(3, 2));
    assertExact(blocks.space(), ToySpaces.all(blocks.space()), a -> blocks.cost(a));
  }

  @Test
  void lookAtFewArchitecturesOfALargeSpace() {
    int[] options = new int[80];
    Arrays.fill(options, 8);
    SearchSpace space = ToySpaces.flat(options);
    AtomicLong asked = new AtomicLong();
    Costs costs = additive(space, new Random(1));
    Extremes extremes =
        new Extremes(
            space,
            architecture -> {
              asked.incrementAndGet();
              return costs.apply(architecture);
            });
    Architecture smallest = extremes.smallest();
    IntStream.range(0, 80)
        .forEach(
            i ->
                assertThat(IntStream.range(0, 8).boxed())
                    .noneMatch(
                        option ->
                            costs.apply(smallest.with(i, option)).macs()
                                < costs.apply(smallest).macs()));
    assertThat(asked.get()).isLessThan(10_000);
  }

  @FunctionalInterface
  private interface Costs extends java.util.function.Function<Architecture, Cost> {}

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
