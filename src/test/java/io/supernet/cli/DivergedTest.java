package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.evaluate.Evaluation;
import io.supernet.run.Retrained;
import io.supernet.run.RunLayout;
import io.supernet.storage.AtomicFiles;
import io.supernet.storage.Journal;
import io.supernet.study.audit.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training alone that diverges is the result of its architecture; the others go on. */
class DivergedTest {

  private static final String AUDIT =
      "audit tiny --quiet --sample 4 --pool 6 --seeds 1 --epochs 4 --workers 1";

  @TempDir static Path home;
  private static Path sound;
  private static Path run;

  @BeforeAll
  static void make() throws IOException {
    run = SmallestRun.make(home);
    sound = home.resolve("sound");
    TinyRun.copy(run, sound);
  }

  @BeforeEach
  void restore() {
    AtomicFiles.deleteRecursively(run);
    TinyRun.copy(sound, run);
  }

  @Test
  void oneOfTheBest() throws IOException {
    Path file = new RunLayout(run).retrained();
    List<Retrained> records = new ArrayList<>(Journal.read(file, Retrained.class));
    assertThat(records.size()).isGreaterThan(1);
    Retrained first = records.get(0);
    records.set(0, Retrained.diverged(first.key(), first.architecture(), "the loss is NaN"));
    write(file, Retrained.class, records);
    String out = Command.run(home, "resume tiny --quiet").succeeded().out();
    assertThat(out.lines().filter(line -> line.contains(" failed "))).isNotEmpty();
    assertThat(out.lines().filter(line -> line.startsWith("*") && line.contains("failed")))
        .isEmpty();
    assertThat(out).contains("Found: ");
    // Nobody of the shortlist is left to take its place, and nobody is trained twice.
    assertThat(Journal.read(file, Retrained.class)).containsExactlyElementsOf(records);
  }

  @Test
  void allOfTheBest() {
    String[] said = {
      "None of the", "best could be trained alone", "Training diverged", "'--retrain-learning-rate'"
    };
    Command.run(home, "retrain tiny --quiet --retrain-epochs 4 --retrain-learning-rate 9e5")
        .failed(5, said);
    List<Retrained> records = Journal.read(new RunLayout(run).retrained(), Retrained.class);
    assertThat(records.stream().filter(Retrained::failed).count()).isGreaterThan(1);
    // It is known, and not tried again.
    Command again = Command.run(home, "resume tiny");
    again.failed(5, said);
    assertThat(again.err()).doesNotContain("retrain 1/");
    Command.run(home, "retrain tiny --quiet --retrain-learning-rate 0.05").succeeded();
  }

  @Test
  void inAnAudit() throws IOException {
    Command.run(home, AUDIT).succeeded();
    Path file = new RunLayout(run).audit().resolve("truth.jsonl");
    List<Trained> records = new ArrayList<>(Journal.read(file, Trained.class));
    Trained first = records.get(0);
    records.set(
        0,
        new Trained(
            first.key(),
            1,
            first.seconds(),
            Evaluation.failed(first.evaluation().architecture(), "NaN loss")));
    write(file, Trained.class, records);
    // Of a process that was killed between the journal and this.
    Path left = run.resolve("audit/checkpoints").resolve(first.key() + "-1");
    Files.createDirectories(left.resolve("step-000000000"));
    Command audited = Command.run(home, AUDIT).succeeded();
    assertThat(left).doesNotExist();
    assertThat(audited.out()).contains("Over 3 architectures").contains("diverged and is left out");
    assertThat(Journal.read(file, Trained.class)).startsWith(records.toArray(Trained[]::new));
  }

  @Test
  void allOfAnAudit() {
    Command.run(home, "retrain tiny --quiet --retrain-epochs 4 --retrain-learning-rate 9e5");
    Command.run(home, AUDIT)
        .failed(
            5,
            "Only 0 of 4 architectures",
            "audit compares 3 or more",
            "Training diverged",
            "give 'supernet retrain' a '--retrain-learning-rate' below");
  }

  private static <T> void write(Path file, Class<T> type, List<T> records) throws IOException {
    Files.delete(file);
    try (Journal<T> journal = Journal.open(file, type)) {
      journal.appendAll(records);
    }
  }
}
