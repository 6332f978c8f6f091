package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        assertThat(StandAlone.inherits(definition, path)).isTrue();
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

  @Test
  void partsOfLargerWeightsAreNotInherited() {
    Definition definition = TestNetworks.elastic(false);
    assertThat(StandAlone.inherits(definition, definition.largest())).isTrue();
    assertThat(StandAlone.inherits(definition, definition.parse("e2k1/e2k1"))).isFalse();
    Split split = RandomData.of(definition.task());
    Architecture smallest = definition.parse("e2k1/e2k1");
    try (StandAlone alone = StandAlone.build(definition, smallest, split, ModelOptions.seeded(1))) {
      assertThatThrownBy(() -> alone.inherit(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the supernet has none");
    }
  }
}
