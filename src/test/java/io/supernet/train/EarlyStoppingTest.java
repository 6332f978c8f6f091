package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.RandomStreams;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.spaces.TableResNet;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Optimization;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On labels of chance, which the training examples are soon known by, and no others. */
class EarlyStoppingTest {

  private static final int EPOCHS = 60;
  private static final int STEPS = 3;
  private static final int PATIENCE = 4;

  private static final Split DATA = new Split(chance(48, 1), chance(30, 2), chance(30, 3));

  private static final Definition DEFINITION =
      Definition.of(
          "table",
          new TableResNet(List.of(16), 1, List.of(2), List.of("batch"), List.of(25)),
          Task.of(DATA.train()));

  @TempDir Path folder;

  @Test
  void endsEarlyWithTheBestWeights() {
    try (StandAlone model = model()) {
      Checkpoint last = trainer(model, folder).run("train", event -> {});
      TrainingState state = TrainingState.of(last, DEFINITION.space());
      assertThat(last.step()).isEqualTo(EPOCHS * STEPS);
      assertThat(state.rest.ended)
          .isEqualTo(state.rest.betterStep + PATIENCE * STEPS)
          .isLessThan(EPOCHS * STEPS);
      assertThat(state.rest.bestStep).isBetween(1L, state.rest.betterStep);
      assertThat(model.evaluate(Part.VALIDATION).metrics()).isEqualTo(state.rest.best);
      Map<String, float[]> best = model.values();
      try (StandAlone reopened = model()) {
        reopened.restore(Trainer.prefix(last));
        assertThat(reopened.values()).usingRecursiveComparison().isEqualTo(best);
      }
      // The same steps without patience.
      try (StandAlone plain = model()) {
        int epochs = Math.toIntExact(state.rest.bestStep / STEPS);
        trainer(plain, folder.resolve("plain"), 0).runTo(epochs, "train", event -> {});
        assertThat(plain.values()).usingRecursiveComparison().isEqualTo(best);
      }
    }
  }

  @Test
  void goesOnAfterAKillAsIfThereHadBeenNone() {
    Map<String, float[]> expected;
    try (StandAlone model = model()) {
      trainer(model, folder.resolve("whole")).run("train", event -> {});
      expected = model.values();
    }
    Path killed = folder.resolve("killed");
    // The last time in epochs in which the best weights are older.
    for (long steps = 2; steps < EPOCHS * STEPS; steps += PATIENCE * STEPS) {
      try (StandAlone model = model()) {
        Trainer trainer = trainer(model, killed);
        long until = steps;
        assertThatThrownBy(() -> trainer.run("train", TinyTraining.cancelAfter(until)))
            .isInstanceOf(CancellationException.class);
      } catch (AssertionError atItsEnd) {
        break;
      }
    }
    try (StandAlone model = model()) {
      trainer(model, killed).run("train", event -> {});
      assertThat(model.values()).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  @Test
  void oneThatHasEndedBeforeAPauseDoesNotGoOn() {
    try (StandAlone model = model()) {
      trainer(model, folder).runTo(EPOCHS - 1, "train", event -> {});
      Map<String, float[]> best = model.values();
      Checkpoint last = trainer(model, folder).run("train", event -> {});
      assertThat(last.step()).isEqualTo(EPOCHS * STEPS);
      assertThat(model.values()).usingRecursiveComparison().isEqualTo(best);
    }
  }

  private static Trainer trainer(StandAlone model, Path checkpoints) {
    return trainer(model, checkpoints, PATIENCE);
  }

  private static Trainer trainer(StandAlone model, Path checkpoints, int patience) {
    TrainingOptions options =
        new TrainingOptions(EPOCHS, 16, 0.01, 0, optimization(), false).withPatience(patience);
    return new Trainer(
        model,
        options,
        new RandomStreams(5),
        new Checkpoints(checkpoints),
        Duration.ZERO,
        Trainer.Advice.SUPERNET);
  }

  private static StandAlone model() {
    ModelOptions options = new ModelOptions(5, optimization(), false, BatchNormMode.BATCH, 1);
    return StandAlone.build(DEFINITION, DEFINITION.largest(), DATA, options);
  }

  private static Optimization optimization() {
    return new Optimization(0.9, 0, 0, 0).withMethod(Optimization.Method.ADAMW);
  }

  private static DataSet chance(int size, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[size][4];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < rows[i].length; c++) {
        rows[i][c] = (float) random.nextGaussian();
      }
      labels[i] = i % 2;
    }
    return DataSet.ofRows("chance", List.of("a", "b"), rows, labels);
  }
}
