package io.supernet.pipeline;

import static io.supernet.network.Candidate.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;
import io.supernet.proto.CustomNetwork;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.space.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedSupernetTest {

  private static final int DECISIONS = 5;
  private static final int ARCHITECTURES = 243;

  /** Counts how often it is read. */
  public static final class Counted implements Network {

    static final AtomicInteger READINGS = new AtomicInteger();

    @Override
    public Activation build(NetworkBuilder b, Activation x) {
      READINGS.incrementAndGet();
      Activation h = b.dense("stem", b.globalAveragePool(x), 4);
      for (int i = 0; i < DECISIONS; i++) {
        h =
            b.scope("layer" + i)
                .choose(
                    "decision" + i,
                    h,
                    candidate("dense", (inner, y) -> inner.dense("dense", y, 4)),
                    candidate("relu", (inner, y) -> inner.relu(y)),
                    candidate("skip", Operations.identity()));
      }
      return b.dense("head", h, b.task().classes());
    }
  }

  @TempDir Path folder;

  /** The smallest and the largest are found from costs that are read once. */
  @Test
  void isTrainedAndOpenedWithoutReadingAllArchitectures() {
    NetworkDefinition network =
        NetworkDefinition.newBuilder()
            .setName("counted")
            .setCustom(CustomNetwork.newBuilder().setClassName(Counted.class.getName()))
            .build();
    RunOptions options = TinyRun.options(TinyData.write(folder.resolve("data")), 0.1);
    Path path = folder.resolve("run");
    try (Run run =
        Run.builder(path).definition(network).goal(Goal.TRAIN).options(options).create()) {
      new Pipeline(run, folder, Progress.SILENT).train();
    }
    assertThat(Counted.READINGS.get()).isBetween(1, ARCHITECTURES / 4);

    Counted.READINGS.set(0);
    try (Run run = Run.builder(path).open()) {
      Architecture one = Architecture.of(0, 1, 2, 0, 1);
      assertThat(new Pipeline(run, folder, Progress.SILENT).evaluate(List.of(one))).hasSize(1);
    }
    assertThat(Counted.READINGS.get()).isBetween(1, ARCHITECTURES / 4);
  }
}
