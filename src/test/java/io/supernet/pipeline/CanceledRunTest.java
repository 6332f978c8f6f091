package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.TinyRun;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose thread is interrupted in every phase, as by {@code Future.cancel}. */
class CanceledRunTest {

  private static final List<String> WRITTEN =
      List.of("evaluations.jsonl", "searches.jsonl", "retrained.jsonl", "tested.jsonl");

  /** Interrupts the thread once a phase, and counts. */
  private static final class Interruptions implements Progress {
    private final Set<String> phases = new HashSet<>();
    private boolean due;

    @Override
    public void hear(Event event) {
      if (event instanceof Begun begun) {
        due = phases.add(begun.phase());
      } else if (event instanceof Advanced && due) {
        due = false;
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void isCanceledAndLosesNothing(@TempDir Path folder) {
    Path path = folder.resolve("canceled");
    Path whole = TinyRun.run();
    Run.builder(path)
        .definition(TinyRun.network())
        .goal(Goal.EXPORT)
        .options(RunRecords.read(whole).manifest().options())
        .create()
        .close();
    Interruptions interruptions = new Interruptions();
    int canceled = 0;
    while (!path.resolve("result.json").toFile().exists()) {
      try (Run run = Run.builder(path).open()) {
        int before = interruptions.phases.size();
        Pipeline pipeline = new Pipeline(run, folder.resolve("exports"), interruptions);
        try {
          pipeline.run();
        } catch (CancellationException e) {
          canceled++;
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
          assertThat(interruptions.phases).hasSizeGreaterThan(before);
        } finally {
          Thread.interrupted();
        }
      }
    }
    assertThat(canceled).isGreaterThan(2);
    assertThat(WRITTEN)
        .allSatisfy(
            file -> assertThat(path.resolve(file)).hasSameTextualContentAs(whole.resolve(file)));
  }
}
