package io.supernet.train;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import io.supernet.OtherJvm;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyData;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three epochs of four steps. */
class TrainerTest {

  @TempDir Path folder;
  private Checkpoints checkpoints;
  private String data;

  @BeforeEach
  void write() {
    checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    data = TinyData.write(folder.resolve("data"));
  }

  /** In JVMs of their own, since the size of TensorFlow's thread pool is one for the process. */
  @Test
  void aKilledTrainingGoesOnBitIdenticalToOneThatWasNotWithEveryStrategy()
      throws IOException, InterruptedException {
    Path folders = folder.resolve("resumed");
    try (OtherJvm jvm = begin("begin", folders)) {
      jvm.until(() -> jvm.wrote("all stand still"));
      jvm.kill();
    }
    for (String sampler : ResumedTraining.SAMPLERS) {
      Path parts = folders.resolve(sampler).resolve("parts");
      assertThat(new Checkpoints(parts).latest().orElseThrow().step()).isEqualTo(4);
    }
    try (OtherJvm jvm = begin("finish", folders)) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
      assertThat(jvm.output().lines().filter(line -> line.equals("equal, changed by training")))
          .as(jvm.output())
          .hasSize(ResumedTraining.SAMPLERS.size());
      // 12 steps, each of which trains each of the five options of the six decisions once.
      String twelve = "[12,12,12,12,12]";
      assertThat(jvm.output())
          .contains("with pauses equal, changed by training")
          .contains("paths fair [" + String.join(",", Collections.nCopies(6, twelve)) + "]");
    }
  }

  private OtherJvm begin(String mode, Path folders) throws IOException {
    String[] arguments = {ResumedTraining.class.getName(), mode, data, folders.toString()};
    return OtherJvm.start(
        folder.resolve("output-" + mode),
        Lists.asList("-cp", System.getProperty("java.class.path"), arguments));
  }

  @Test
  void savesWhereItIsCanceledEvenWithinAnEpoch() {
    try (TinyTraining training = training(Duration.ofDays(1), 0.1)) {
      assertThatThrownBy(() -> training.run(TinyTraining.cancelAfter(6)))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(checkpoints.latest()).map(Checkpoint::step).contains(6L);
  }

  @Test
  void aPauseLiesWithinTheTraining() {
    try (TinyTraining training = training(Duration.ofDays(1), 0.1)) {
      training.runTo(2, Progress.SILENT);
      assertThatThrownBy(() -> training.runTo(1, Progress.SILENT))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining("8 steps behind it, more than the 4");
      assertRefused(() -> training.runTo(4, Progress.SILENT), "4", "1 to 3");
    }
  }

  @Test
  void savesAtTheEndOnlyWhereThereIsNoTimeForMore() {
    try (TinyTraining training = training(Duration.ofDays(1), 0.1)) {
      assertThat(training.run(Progress.SILENT).step()).isEqualTo(12);
    }
    assertThat(folder.resolve("checkpoints")).isDirectoryContaining("glob:**/step-000000012");
    assertThat(folder.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-000000000", "step-000000012");
  }

  @Test
  void doesNothingWhereAllIsDone() {
    try (TinyTraining training = training(Duration.ZERO, 0.1)) {
      Checkpoint last = training.run(Progress.SILENT);
      assertThat(training.run(TinyTraining.cancelAfter(1))).isEqualTo(last);
    }
  }

  @Test
  void stopsAtALossThatIsNotFiniteAndKeepsEarlierCheckpoints() {
    try (TinyTraining training = training(Duration.ofDays(1), 0.1)) {
      assertThatThrownBy(() -> training.run(TinyTraining.cancelAfter(4)))
          .isInstanceOf(CancellationException.class);
    }
    Checkpoint good = checkpoints.latest().orElseThrow();
    try (TinyTraining training = training(Duration.ofDays(1), 9e5)) {
      assertThatThrownBy(() -> training.run(Progress.SILENT))
          .isInstanceOfSatisfying(
              SupernetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NUMERIC))
          .hasMessageMatching(
              "Training diverged: .* at step \\d+ of 12, after 3 returns to a checkpoint, each with half the learning rate; "
                  + "the last good checkpoint is "
                  + good.path()
                  + "; begin a new run \\(or comparison\\) with a '--learning-rate' below 112500.0\\.");
    }
    assertThat(checkpoints.latest()).contains(good);
  }

  @Test
  void goesBackToTheFirstWeightsIfNeedBe() {
    try (TinyTraining training = training(Duration.ofDays(1), 9e5)) {
      assertThatThrownBy(() -> training.run(Progress.SILENT))
          .hasMessageContaining("step-000000000; begin a new run");
    }
    assertThat(checkpoints.latest()).map(Checkpoint::step).contains(0L);
  }

  /** One thread: the same weights. The earlier checkpoint is that of the first step. */
  @Test
  void aDamagedCheckpointIsToldAndMadeAgainFromTheOneBefore() throws IOException {
    List<String> notes = new ArrayList<>();
    Checkpoint last;
    Map<String, float[]> weights;
    try (TinyTraining training = training(Duration.ofDays(1), 0.1)) {
      last = training.run(Progress.SILENT);
      weights = training.supernet().values();
    }
    Files.write(last.path().resolve("model.index"), new byte[10]);
    try (TinyTraining training = training(Duration.ofDays(1), 0.1)) {
      assertThat(training.run(TinyTraining.noting(notes))).isEqualTo(last);
      assertThat(training.supernet().values()).usingRecursiveComparison().isEqualTo(weights);
    }
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(
            "warning: checkpoint '" + last.path() + "' is damaged ('model.index' has changed); ")
        .contains("the training goes back to step 0");
  }

  private TinyTraining training(Duration between, double learningRate) {
    return new TinyTraining(data, checkpoints, between, learningRate);
  }
}
