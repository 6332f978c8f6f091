package io.supernet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import io.supernet.work.Persistent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes of their own; they come from the distribution in SPARK_HOME. */
@Tag("cluster")
@Timeout(300)
class LocalClusterTest {

  private static final String MASTER = "local-cluster[2,1,1024]";

  @TempDir Path folder;

  /** Nothing is lost, nothing comes twice, and it ends. */
  @Test
  void twoHundredJobsArriveWhateverIsKilled() throws Exception {
    var notes = new ConcurrentLinkedQueue<String>();
    var engine = new SparkEngine(MASTER, SleepyJobs.command(), Duration.ofSeconds(20));
    Random random = new Random(1);
    Set<Integer> arrived = new HashSet<>();
    int executors = 0;
    int processes = 0;
    try (Persistent persistent = new Persistent(engine, notes::add)) {
      List<CompletableFuture<JobResult>> results =
          IntStream.range(0, 200)
              .mapToObj(i -> persistent.begin(SleepyJobs.sleep(i, 200)))
              .toList();
      results.get(0).get();
      assertThat(engine.text()).isIn("Spark, 1 executor", "Spark, 2 executors");
      while (!results.stream().allMatch(CompletableFuture::isDone)) {
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(500));
        Optional<ProcessHandle> executor = executors().skip(random.nextInt(2)).findFirst();
        if (executors < 4 && executor.isPresent()) {
          executor.get().destroyForcibly();
          executors++;
        } else if (processes < 4 && executor.isPresent()) {
          processes +=
              (int) executor.get().children().filter(ProcessHandle::destroyForcibly).count();
        }
      }
      for (CompletableFuture<JobResult> result : results) {
        assertThat(result.get().ending()).isEqualTo(Ending.DONE);
        assertThat(arrived.add(result.get().body().get("number").getAsInt())).isTrue();
      }
    }
    System.out.printf(
        "%d executors and %d processes killed, %d jobs arrived, %s%n",
        executors, processes, arrived.size(), notes);
    assertThat(arrived).hasSize(200);
    assertThat(executors).isEqualTo(4);
    assertThat(processes).isGreaterThanOrEqualTo(4);
    assertThat(notes).isNotEmpty().noneMatch(note -> note.contains("given up"));
  }

  /** An executor that is unfit gets the job once; then the other one does it. */
  @Test
  void whatOneExecutorCannotDoAnotherDoes() throws Exception {
    try (var engine = new SparkEngine(MASTER, SleepyJobs.command(), Duration.ofSeconds(20))) {
      JobResult result = engine.begin(SleepyJobs.trick("first", folder.resolve("first"))).get();
      assertThat(result.ending()).isEqualTo(Ending.DONE);
      JobResult refused = engine.begin(SleepyJobs.trick("full", folder)).get();
      assertThat(refused.ending()).isEqualTo(Ending.UNFIT);
      assertThat(refused.why()).isEqualTo("The disk is full here.");
    }
  }

  private static Stream<ProcessHandle> executors() {
    return ProcessHandle.current()
        .children()
        .filter(
            child ->
                child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"));
  }
}
