package io.supernet.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.work.JobResult.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in processes of their own that die, hang and fail. */
class PersistentTest {

  private static final ConcurrentLinkedQueue<String> NOTES = new ConcurrentLinkedQueue<>();
  private static Persistent engine;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    engine = new Persistent(TrickJobs.processes(2, Duration.ofSeconds(3)), NOTES::add);
  }

  @AfterAll
  static void end() {
    engine.close();
  }

  @Test
  void aJobGivesItsResult() throws Exception {
    JobResult result = engine.begin(TrickJobs.sleep(7, 10)).get();
    assertThat(result.ending()).isEqualTo(Ending.DONE);
    assertThat(result.body().get("number").getAsInt()).isEqualTo(7);
    assertThat(result.kernels()).isEqualTo(TrickJobs.KERNELS);
    assertThat(result.worker()).startsWith("process-");
  }

  @Test
  void whatCrashesOnceIsDoneAgain() throws Exception {
    Job job = TrickJobs.trick("once", folder.resolve("once"));
    assertThat(engine.begin(job).get().ending()).isEqualTo(Ending.DONE);
    assertThat(NOTES)
        .contains("job " + job.id() + " is done again: its process ended with exit code 137");
  }

  @Test
  void whatCrashesFourTimesHasFailedAndTheOthersGoOn() throws Exception {
    Job poisoned = TrickJobs.trick("die", folder);
    CompletableFuture<JobResult> failed = engine.begin(poisoned);
    List<CompletableFuture<JobResult>> others =
        List.of(engine.begin(TrickJobs.sleep(1, 20)), engine.begin(TrickJobs.sleep(2, 20)));
    for (CompletableFuture<JobResult> other : others) {
      assertThat(other.get().ending()).isEqualTo(Ending.DONE);
    }
    assertThat(failed.get().ending()).isEqualTo(Ending.FAILED);
    assertThat(failed.get().why())
        .isEqualTo("it failed 4 times, at last so: its process ended with exit code 137");
    assertThat(NOTES.stream().filter(note -> note.startsWith("job " + poisoned.id()))).hasSize(3);
  }

  @Test
  void aMistakeInTheProgramIsToldInTheEnd() throws Exception {
    JobResult result = engine.begin(TrickJobs.trick("mistake", folder)).get();
    assertThat(result.ending()).isEqualTo(Ending.FAILED);
    assertThat(result.why()).contains("a mistake in the program");
  }

  @Test
  void whatFailsForAReasonOfItsOwnIsNotDoneAgain() throws Exception {
    Job job = TrickJobs.trick("diverge", folder);
    assertThat(engine.begin(job).get().why()).isEqualTo("it diverged");
    assertThat(NOTES).noneMatch(note -> note.contains(job.id()));
  }

  @Test
  void aPlaceThatIsUnfitEndsTheWork() {
    CompletableFuture<JobResult> result = engine.begin(TrickJobs.trick("full", folder));
    assertThatThrownBy(result::join)
        .hasCauseInstanceOf(SupernetException.class)
        .hasMessageContaining("The disk is full here.");
  }

  @Test
  void aJobForOtherKernelsIsRefused() {
    Job job = TrickJobs.sleep(1, 1);
    Job other =
        new Job(job.kind(), job.place(), job.definition(), job.data(), "others", false, job.body());
    assertThatThrownBy(engine.begin(other)::join)
        .hasMessageContaining("computes with the kernels 'none', and the job is for 'others'")
        .hasMessageContaining("--any-kernels");
  }

  @Test
  void aJobThatHangsIsKilled() throws Exception {
    try (Persistent impatient =
        new Persistent(TrickJobs.processes(1, Duration.ofMillis(700)), NOTES::add)) {
      CompletableFuture<JobResult> hung = impatient.begin(TrickJobs.trick("hang", folder));
      assertThat(hung.get().why()).contains("it failed 4 times", "nothing was heard of it");
      assertThat(impatient.begin(TrickJobs.sleep(3, 10)).get().ending()).isEqualTo(Ending.DONE);
    }
  }
}
