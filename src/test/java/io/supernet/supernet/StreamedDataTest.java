package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.OnDisk;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples on disk are trained on and judged as those in memory, to the bit. */
class StreamedDataTest {

  @TempDir private Path folder;

  private static List<Object> walk(Definition definition, Split split) {
    ModelOptions options =
        ModelOptions.seeded(1).with().threads(1).accumulates(true).augment(true).build();
    List<Object> seen = new ArrayList<>();
    try (Supernet supernet = Supernet.build(definition, split, options)) {
      List<Architecture> paths =
          IntStream.range(0, 3).mapToObj(i -> definition.space().sample(new Random(i))).toList();
      for (int step = 0; step < 4; step++) {
        int[] batch = RandomData.batch(8, step);
        if (step % 2 == 0) {
          seen.add(supernet.step(paths.get(0), batch, 0.05, step));
        } else {
          seen.add(supernet.step(paths, Together.MEAN, batch, 0.05, step));
        }
        // One step's batch is what was announced, the other's is not.
        supernet.prepare(RandomData.batch(8, step < 2 ? step + 1 : 99));
      }
      supernet
          .gradients(paths.get(1), RandomData.batch(8, 99))
          .values()
          .forEach(g -> seen.add(box(g)));
      for (Part part : Part.values()) {
        seen.add(supernet.score(paths.get(2), part));
        seen.add(supernet.evaluate(paths.get(2), part, new int[] {5, 3, 5}));
      }
      supernet.values().values().forEach(value -> seen.add(box(value)));
    }
    return seen;
  }

  private static Object box(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  @Test
  void imagesOnDiskAreTrainedOnAsThoseInMemory() {
    Definition definition = TestNetworks.nasBench201();
    Split split = RandomData.of(definition.task());
    assertThat(walk(definition, OnDisk.of(split, folder))).isEqualTo(walk(definition, split));
  }

  @Test
  void rowsOnDiskAreTrainedOnAsThoseInMemory() {
    Definition definition = TestNetworks.denseBlocks();
    Split split = RandomData.of(definition.task());
    assertThat(walk(definition, OnDisk.of(split, folder))).isEqualTo(walk(definition, split));
  }

  @Test
  void oneCopyOfThemIsInNoModel() {
    Split split = OnDisk.of(RandomData.of(RandomData.IMAGES), folder);
    assertThat(Footprint.of(0, ModelOptions.seeded(1), split).data()).isZero();
    try (SplitTensors tensors = SplitTensors.open(split)) {
      assertThat(tensors.examples()).isEmpty();
    }
  }
}
