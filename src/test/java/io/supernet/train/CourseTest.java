package io.supernet.train;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.TinyData;
import io.supernet.evaluate.Metric;
import io.supernet.space.ToySpaces;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Journal;
import io.supernet.supernet.Supernet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What three epochs of four steps leave behind for people to read. */
class CourseTest {

  @TempDir Path folder;

  @Test
  void aFairTrainingIsWrittenDownWithEqualShares() throws IOException {
    List<String> notes = new ArrayList<>();
    train(0.1, "fair", TinyTraining.noting(notes));
    List<TrainingRecord> records = records();
    // However short, its curves have more points than it has probes.
    assertThat(records).hasSize(12);
    assertThat(records.get(0).probes()).isEmpty();
    TrainingRecord last = records.get(records.size() - 1);
    assertThat(last.event()).isEqualTo(TrainingRecord.PROGRESS);
    assertThat(last.step()).isEqualTo(12);
    assertThat(last.steps()).isEqualTo(12);
    assertThat(last.passes()).isEqualTo(60);
    assertThat(last.loss()).isBetween(0.01, 3.0);
    assertThat(last.imagesPerSecond()).isPositive();
    assertThat(last.probes()).containsOnlyKeys("largest");
    assertThat(last.shares()).hasSize(5);
    assertThat(last.shares().values())
        .allSatisfy(share -> assertThat(share).isCloseTo(0.2, within(1e-9)));
    assertThat(last.entropies()).isEmpty();
    assertThat(notes)
        .contains(
            "updates: avg_pool_3x3 72 (20.0 %), none 72 (20.0 %), nor_conv_1x1 72 (20.0 %), "
                + "nor_conv_3x3 72 (20.0 %), skip_connect 72 (20.0 %); "
                + "two options of a decision differ by 0 at most");
    // The figures are in the records of an event file, whose format is TensorFlow's.
    assertThat(payloads())
        .anySatisfy(record -> assertThat(record).contains("brain.Event:2"))
        .anySatisfy(record -> assertThat(record).contains("loss"))
        .anySatisfy(record -> assertThat(record).contains("validation accuracy/largest"))
        .anySatisfy(record -> assertThat(record).contains("share/none"));
  }

  @Test
  void aLearningSamplerShowsTheEntropyOfEachDecision() {
    train(0.1, "enas", Progress.SILENT);
    TrainingRecord last = records().get(records().size() - 1);
    assertThat(last.entropies())
        .hasSize(6)
        .allSatisfy(entropy -> assertThat(entropy).isBetween(0.0, Math.log(5) + 1e-9));
  }

  @Test
  void aCollapseIsInTheJournalAndTold() {
    List<String> notes = new ArrayList<>();
    assertThatThrownBy(() -> train(9e5, "uniform", TinyTraining.noting(notes)))
        .hasMessageContaining("Training diverged");
    assertThat(notes)
        .hasSize(3)
        .allMatch(note -> note.contains("back to step 0 with half the learning rate"));
    assertThat(records().stream().filter(r -> r.event().equals(TrainingRecord.ROLLBACK)))
        .extracting(TrainingRecord::note)
        .containsExactlyElementsOf(notes);
  }

  @Test
  void whereNoEventFilesCanBeItsJournalIsClosed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Journal<TrainingRecord> journal =
        Journal.open(folder.resolve("training.jsonl"), TrainingRecord.class);
    assertRefused(
        () -> new Course(ToySpaces.flat(2), journal, file, Metric.ACCURACY, Map::of),
        "event files");
    TrainingRecord any =
        new TrainingRecord("progress", 1, 1, 1, 1, 1, 1, Map.of(), Map.of(), List.of(), "");
    assertThatThrownBy(() -> journal.append(any))
        .isInstanceOf(SupernetException.class)
        .hasRootCauseInstanceOf(ClosedChannelException.class);
  }

  /** A step at no rate at all makes the weights no numbers, on any machine. */
  @Test
  void aTrainingThatGoesBackEndsWellWithASmallerRate() {
    List<String> notes = new ArrayList<>();
    AtomicBoolean spoiled = new AtomicBoolean();
    try (TinyTraining training = training(0.1, "uniform")) {
      Supernet supernet = training.supernet();
      Progress spoiling =
          TinyTraining.listening(
              done -> {
                if (done == 6 && spoiled.compareAndSet(false, true)) {
                  supernet.step(supernet.definition().largest(), new int[] {0}, Double.NaN, 0);
                }
              },
              notes);
      assertThat(training.run(folder, spoiling).step()).isEqualTo(12);
      assertThat(supernet.finite()).isTrue();
    }
    TrainingRecord last = records().get(records().size() - 1);
    assertThat(last.step()).isEqualTo(12);
    assertThat(notes).hasSize(2); // The other one says how often each operation was trained.
    assertThat(notes.get(0))
        .isEqualTo(
            "the loss is NaN at step 7 of 12; back to step 0 with half the learning rate "
                + "(1 of 3 times)");
    // The warm-up of an epoch is shortened to a tenth of three: a step.
    double planned = new LearningRate(Schedule.COSINE, 0.1, 1, 12).rate(11);
    assertThat(last.learningRate()).isCloseTo(planned / 2, within(1e-12));
    assertThat(records())
        .extracting(TrainingRecord::event)
        .containsOnlyOnce(TrainingRecord.ROLLBACK);
  }

  /** Killed between its last record and its last checkpoint; then again after it. */
  @Test
  void aResumedTrainingWritesNoStepTwice() throws IOException {
    train(0.1, "uniform", Progress.SILENT);
    List<TrainingRecord> whole = records();
    AtomicFiles.deleteRecursively(folder.resolve("checkpoints").resolve("step-000000012"));
    train(0.1, "uniform", Progress.SILENT);
    train(0.1, "uniform", Progress.SILENT);
    assertThat(records()).extracting(TrainingRecord::step).doesNotHaveDuplicates().contains(12L);
    assertThat(records().get(records().size() - 1).passes())
        .isEqualTo(whole.get(whole.size() - 1).passes());
  }

  /** At any step, also in the midst of what the sampler learns after an epoch of four steps. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void anAlarmIsToldOnceHoweverOftenTheTrainingIsInterrupted(int step) {
    List<String> notes = new ArrayList<>();
    AtomicBoolean canceled = new AtomicBoolean();
    Progress cancelling =
        TinyTraining.listening(
            done -> {
              if (done == step && canceled.compareAndSet(false, true)) {
                throw new CancellationException("enough");
              }
            },
            notes);
    try (TinyTraining training = training(0.1, "alarming")) {
      assertThatThrownBy(() -> training.run(folder, cancelling))
          .isInstanceOf(CancellationException.class);
    }
    train(0.1, "alarming", cancelling);
    assertThat(notes).containsOnlyOnce("alarm: nothing is learned");
    assertThat(records())
        .filteredOn(record -> record.event().equals(TrainingRecord.ALARM))
        .extracting(TrainingRecord::step)
        .containsExactly(4L);
  }

  private void train(double rate, String sampler, Progress progress) {
    try (TinyTraining training = training(rate, sampler)) {
      training.run(folder, progress);
    } catch (CancellationException e) {
      throw new AssertionError(e);
    }
  }

  private TinyTraining training(double rate, String sampler) {
    String data = TinyData.write(folder.resolve("data"));
    Checkpoints checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    return new TinyTraining(data, checkpoints, Duration.ofDays(1), rate, sampler);
  }

  private List<TrainingRecord> records() {
    return Journal.read(folder.resolve("training.jsonl"), TrainingRecord.class);
  }

  /** TFRecord: length, its checksum, bytes, their checksum. */
  private List<String> payloads() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      ByteBuffer file =
          ByteBuffer.wrap(Files.readAllBytes(files.findFirst().orElseThrow()))
              .order(ByteOrder.LITTLE_ENDIAN);
      List<String> payloads = new ArrayList<>();
      while (file.hasRemaining()) {
        byte[] payload = new byte[Math.toIntExact(file.getLong())];
        file.getInt();
        file.get(payload);
        file.getInt();
        payloads.add(new String(payload, StandardCharsets.ISO_8859_1));
      }
      return payloads;
    }
  }
}
