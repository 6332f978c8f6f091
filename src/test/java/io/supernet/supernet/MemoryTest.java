package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Steps and evaluations close what they open. */
class MemoryTest {

  private static final int ROUNDS = 300;

  @Test
  void nativeMemoryDoesNotGrow() {
    Definition definition = TestNetworks.denseBlocks();
    List<Architecture> paths = TestNetworks.random(definition, 10, 1);
    try (Supernet supernet =
        Supernet.build(definition, RandomData.of(definition.task()), ModelOptions.seeded(1))) {
      rounds(supernet, paths, ROUNDS / 3);
      long count = Pointer.totalCount();
      long bytes = Pointer.totalBytes();
      long resident = Pointer.physicalBytes();
      rounds(supernet, paths, ROUNDS);
      // What each run opened would be more than one pointer a run.
      assertThat(Pointer.totalCount() - count).isLessThan(ROUNDS / 2);
      assertThat(Pointer.totalBytes() - bytes).isLessThan(1 << 20);
      assertThat(Pointer.physicalBytes() - resident).isLessThan(64L << 20);
    }
  }

  private static void rounds(Supernet supernet, List<Architecture> paths, int count) {
    int[] batch = RandomData.batch(16, 1);
    for (int i = 0; i < count; i++) {
      Architecture path = paths.get(i % paths.size());
      supernet.step(path, batch, 0.01, i);
      supernet.evaluate(path, Part.VALIDATION);
    }
  }
}
