package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the output does not need is computed neither in the supernet nor alone. */
class DeadEndTest {

  static Stream<Arguments> deadEnds() {
    Definition cells = TestNetworks.nasBench201();
    Definition darts = TestNetworks.darts();
    return Stream.concat(
        Stream.of("3 2 0 3 0 3", "3 3 3 3 0 0", "2 3 3 2 4 0")
            .map(choices -> Arguments.of(cells, architecture(choices))),
        TestNetworks.random(darts, 3, 6).stream().map(path -> Arguments.of(darts, path)));
  }

  private static Architecture architecture(String choices) {
    return Architecture.of(Stream.of(choices.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @MethodSource("deadEnds")
  void areNotComputed(Definition definition, Architecture path) {
    Split split = RandomData.of(definition.task());
    int[] batch = RandomData.batch(8, 1);
    try (Supernet supernet = Supernet.build(definition, split, ModelOptions.seeded(1));
        StandAlone alone = StandAlone.build(definition, path, split, ModelOptions.seeded(1))) {
      assertThat(Trace.of(supernet, path, batch).ofLayers())
          .isEqualTo(Trace.of(alone, path, batch).ofLayers())
          .isNotEmpty();
    }
  }
}
