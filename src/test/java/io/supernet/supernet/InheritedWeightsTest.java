package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An architecture alone that begins with the weights of a trained supernet. */
class InheritedWeightsTest {

  private static final int[] BATCH = RandomData.batch(16, 1);

  @Test
  void goesOnWhereTheSupernetIs() {
    Definition definition = TestNetworks.nasBench201();
    Split split = RandomData.of(definition.task());
    List<Architecture> paths = TestNetworks.random(definition, 3, 5);
    try (Supernet supernet = Supernet.build(definition, split, ModelOptions.seeded(1))) {
      for (int step = 0; step < 6; step++) {
        supernet.step(paths.get(step % 3), RandomData.batch(8, step), 0.1, 0);
      }
      Map<String, float[]> values = supernet.values();
      for (Architecture path : paths) {
        try (StandAlone alone = StandAlone.build(definition, path, split, ModelOptions.seeded(1))) {
          double expected = supernet.step(path, BATCH, 0, 0);
          assertThat((double) alone.step(path, BATCH, 0, 0)).isNotCloseTo(expected, offset(1e-4));
          alone.inherit(values);
          assertThat((double) alone.step(path, BATCH, 0, 0)).isCloseTo(expected, offset(1e-4));
          alone.values().forEach((name, value) -> compare(name, value, values));
        }
      }
    }
  }

  private static void compare(String name, float[] value, Map<String, float[]> values) {
    boolean own = name.endsWith("/momentum") || name.contains("/running_");
    assertThat(own || Arrays.equals(value, values.get(name))).as(name).isTrue();
  }

  /** What a path of the supernet says of a batch by the batch's own statistics, it says alone. */
  @Test
  void partsOfLargerWeightsAreInheritedAndStatisticsAreThoseOfTrainingExamples() {
    Definition definition = TestNetworks.elastic(true);
    Split split = RandomData.same(definition.task());
    int[] all = IntStream.range(0, split.train().size()).toArray();
    try (Supernet supernet = Supernet.build(definition, split, ModelOptions.seeded(1))) {
      for (int step = 0; step < 6; step++) {
        supernet.step(definition.largest(), RandomData.batch(8, step), 0.1, 0);
      }
      for (String text : List.of("e2k1/e2k1", "e3k3/e2k5-e2k3")) {
        Architecture path = definition.parse(text);
        float[] expected = supernet.logits(path, Part.VALIDATION, all.length);
        try (StandAlone alone = StandAlone.build(definition, path, split, ModelOptions.seeded(1))) {
          alone.inherit(supernet.values());
          assertThat(difference(alone.logits(Part.VALIDATION, all.length), expected))
              .isGreaterThan(0.2);
          // Often, as variances are estimates: those of n values times n / (n - 1).
          alone.recalibrate(IntStream.range(0, 480).map(i -> i % all.length).toArray());
          assertThat(difference(alone.logits(Part.VALIDATION, all.length), expected))
              .isLessThan(0.005);
        }
      }
    }
  }

  @Test
  void batchesThatDifferWidenTheVariance() {
    Definition definition = TestNetworks.elastic(false);
    Split split = RandomData.of(definition.task());
    Architecture path = definition.smallest();
    try (StandAlone alone = StandAlone.build(definition, path, split, ModelOptions.seeded(1))) {
      int batch = alone.evaluationBatch();
      int[] apart = IntStream.range(0, 2 * batch).map(i -> i < batch ? i % 2 : 2 + i % 2).toArray();
      alone.recalibrate(apart);
      Map<String, float[]> both = alone.values();
      alone.recalibrate(IntStream.range(0, batch).map(i -> i % 4).toArray());
      Map<String, float[]> mixed = alone.values();
      String first =
          both.keySet().stream().filter(n -> n.endsWith("running_variance")).findFirst().get();
      assertThat(both.get(first)).containsExactly(mixed.get(first), within(1e-3f));
      String mean = first.replace("variance", "mean");
      assertThat(both.get(mean)).containsExactly(mixed.get(mean), within(1e-4f));
    }
  }

  private static double difference(float[] some, float[] others) {
    return IntStream.range(0, some.length)
        .mapToDouble(i -> Math.abs(some[i] - others[i]))
        .max()
        .orElseThrow();
  }

  @Test
  void missingWeightsAreRefused() {
    Definition definition = TestNetworks.elastic(false);
    Split split = RandomData.of(definition.task());
    Architecture smallest = definition.parse("e2k1/e2k1");
    try (StandAlone alone = StandAlone.build(definition, smallest, split, ModelOptions.seeded(1))) {
      assertThatThrownBy(() -> alone.inherit(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the supernet has none");
    }
  }
}
