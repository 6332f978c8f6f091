package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final Definition SPACE = TestNetworks.nasBench201();
  private static final List<Architecture> PATHS = TestNetworks.random(SPACE, 6, 8);

  @TempDir private Path folder;

  @Test
  void aSupernetGoesOnAsIfItHadNotStopped() {
    Split split = RandomData.of(SPACE.task());
    Path prefix = folder.resolve("model");
    try (Supernet first = Supernet.build(SPACE, split, options(1));
        Supernet second = Supernet.build(SPACE, split, options(2))) {
      train(first, 0);
      first.save(prefix);
      Map<String, float[]> saved = first.values();
      assertThat(second.values().get("stem/conv/kernel"))
          .isNotEqualTo(saved.get("stem/conv/kernel"));
      second.restore(prefix);
      same(second.values(), saved);
      assertThat(second.evaluate(PATHS.get(0), Part.TEST).accuracy())
          .isEqualTo(first.evaluate(PATHS.get(0), Part.TEST).accuracy());
      train(first, 10);
      train(second, 10);
      same(second.values(), first.values());
      assertThat(first.values().get("stem/conv/kernel"))
          .isNotEqualTo(saved.get("stem/conv/kernel"));
    }
  }

  @Test
  void aModelAloneKeepsItsRunningStatistics() {
    Split split = RandomData.of(SPACE.task());
    Path prefix = folder.resolve("model");
    Architecture path = Architecture.of(3, 2, 1, 3, 4, 2);
    try (StandAlone first = StandAlone.build(SPACE, path, split, options(1));
        StandAlone second = StandAlone.build(SPACE, path, split, options(2))) {
      first.step(path, RandomData.batch(16, 1), 0.1, 0);
      assertThat(first.values().get("last/running_mean")).isNotEqualTo(new float[16]);
      first.save(prefix);
      second.restore(prefix);
      same(second.values(), first.values());
    }
  }

  @Test
  void oneSeedGivesOneModel() {
    Split split = RandomData.of(SPACE.task());
    try (Supernet first = Supernet.build(SPACE, split, options(1));
        Supernet second = Supernet.build(SPACE, split, options(1))) {
      same(second.values(), first.values());
      train(first, 0);
      train(second, 0);
      same(second.values(), first.values());
    }
  }

  private static void train(Supernet supernet, int from) {
    for (int i = 0; i < PATHS.size(); i++) {
      supernet.step(PATHS.get(i), RandomData.batch(16, from + i), 0.05, from + i);
    }
  }

  /** Bit by bit. */
  private static void same(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, value) -> assertThat(actual.get(name)).as(name).isEqualTo(value));
  }

  /** Without crops: they are drawn from the seed too. */
  private static ModelOptions options(long seed) {
    return new ModelOptions(seed, Optimization.DEFAULT, false, BatchNormMode.BATCH, 1);
  }
}
