package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the output does not need is computed neither in the supernet nor alone. */
class DeadEndTest {

  @Test
  void ofCellsAreNotComputed() {
    Stream<Architecture> paths =
        Stream.of("3 2 0 3 0 3", "3 3 3 3 0 0", "2 3 3 2 4 0").map(DeadEndTest::architecture);
    areNotComputed(TestNetworks.nasBench201(), paths.toList());
  }

  @Test
  void ofDartsAreNotComputed() {
    Definition darts = TestNetworks.darts();
    areNotComputed(darts, TestNetworks.random(darts, 3, 6));
  }

  private static Architecture architecture(String choices) {
    return Architecture.of(Stream.of(choices.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  private static void areNotComputed(Definition definition, List<Architecture> paths) {
    Split split = RandomData.of(definition.task());
    int[] batch = RandomData.batch(8, 1);
    ModelOptions options = ModelOptions.seeded(1);
    try (Supernet supernet = Supernet.build(definition, split, options)) {
      for (Architecture path : paths) {
        try (StandAlone alone = StandAlone.build(definition, path, split, options)) {
          assertThat(Trace.of(supernet, path, batch).ofLayers())
              .as("%s", path)
              .isEqualTo(Trace.of(alone, path, batch).ofLayers())
              .isNotEmpty();
        }
      }
    }
  }
}
