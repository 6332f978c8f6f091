package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropoutTrainingTest {

  private static final ModelOptions OPTIONS =
      new ModelOptions(7, Optimization.DEFAULT, false, BatchNormMode.BATCH, 1);

  private static final int[] BATCH = RandomData.batch(16, 1);

  private final Definition definition = TestNetworks.tableResNet(4, 8);
  private final Architecture dropping = definition.parse("w8/block/none/x2/d50/block/x2");
  private final Architecture keeping = definition.parse("w8/block/none/x2/d0/block/x2");

  @Test
  void isThereInTrainingAlone() {
    try (Supernet supernet = build()) {
      float[] all = supernet.logits(keeping, Part.VALIDATION, 8);
      assertThat(supernet.logits(dropping, Part.VALIDATION, 8)).isEqualTo(all);
      assertThat(supernet.gradients(dropping, BATCH).get("stem/kernel"))
          .isNotEqualTo(supernet.gradients(keeping, BATCH).get("stem/kernel"));
    }
  }

  /** Of the widest, which alone has the supernet's weights whole. */
  @Test
  void leavesOutTheSameInTheSupernetAndAlone() {
    Split split = RandomData.of(definition.task());
    try (Supernet supernet = build()) {
      for (String norm : List.of("batch", "layer", "none")) {
        Architecture path = definition.parse("w8/block/" + norm + "/x2/d50/block/x2");
        try (StandAlone alone = StandAlone.build(definition, path, split, OPTIONS)) {
          Map<String, float[]> expected = alone.gradients(path, BATCH);
          Map<String, float[]> actual = supernet.gradients(path, BATCH);
          double largest =
              expected.values().stream().mapToDouble(Numbers::largest).max().orElseThrow();
          assertThat(actual).containsKeys(expected.keySet().toArray(String[]::new));
          expected.forEach(
              (name, gradient) ->
                  assertThat(Numbers.difference(actual.get(name), gradient))
                      .as(name)
                      .isLessThan(1e-5 * largest));
        }
      }
    }
  }

  @Test
  void followsFromTheSeedOfTheStep() {
    float loss = loss(1);
    assertThat(loss(1)).isEqualTo(loss);
    assertThat(loss(2)).isNotEqualTo(loss);
  }

  private float loss(long seed) {
    try (Supernet supernet = build()) {
      return supernet.step(dropping, BATCH, 0.1, seed);
    }
  }

  private Supernet build() {
    return Supernet.build(definition, RandomData.of(definition.task()), OPTIONS);
  }
}
