package io.supernet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.work.Engine;
import io.supernet.work.EngineProvider;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import io.supernet.work.Persistent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a Spark that runs in this process: its tasks and their processes are the real ones. */
@Timeout(120)
class SparkEngineTest {

  private static final Duration STALL = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
  private final Engine engine =
      EngineProvider.of("local[2]").orElseThrow().open("local[2]", SleepyJobs.command(), STALL);

  @AfterEach
  void close() {
    engine.close();
  }

  private static List<CompletableFuture<JobResult>> sleeps(Engine engine, int count, long millis) {
    return IntStream.range(0, count)
        .mapToObj(i -> engine.begin(SleepyJobs.sleep(i, millis)))
        .toList();
  }

  @Test
  void allArriveAndTwoProcessesDoThem() throws Exception {
    List<CompletableFuture<JobResult>> results = sleeps(engine, 200, 10);
    for (int i = 0; i < results.size(); i++) {
      JobResult result = results.get(i).get();
      assertThat(result.ending()).isEqualTo(Ending.DONE);
      assertThat(result.body().get("number").getAsInt()).isEqualTo(i);
      assertThat(result.worker()).isEqualTo("executor-driver");
      assertThat(result.kernels()).isEqualTo("none");
    }
    assertThat(children()).isEqualTo(2);
    assertThat(engine.text()).isEqualTo("Spark in this process");
    engine.close();
    assertThat(children()).isZero();
  }

  @Test
  void whatKillsItsProcessIsDoneAgainAndAtLastHasFailed() throws Exception {
    Persistent persistent = new Persistent(engine, notes::add);
    CompletableFuture<JobResult> poisoned =
        persistent.begin(SleepyJobs.trick("die", folder.resolve("none")));
    CompletableFuture<JobResult> once =
        persistent.begin(SleepyJobs.trick("once", folder.resolve("once")));
    List<CompletableFuture<JobResult>> others = sleeps(persistent, 10, 10);
    assertThat(once.get().ending()).isEqualTo(Ending.DONE);
    assertThat(poisoned.get().ending()).isEqualTo(Ending.FAILED);
    assertThat(poisoned.get().why())
        .isEqualTo("it failed 4 times, at last so: its process ended with exit code 137");
    for (CompletableFuture<JobResult> other : others) {
      assertThat(other.get().ending()).isEqualTo(Ending.DONE);
    }
    // Three of the one and one of the other are done again, one is given up.
    assertThat(notes).hasSize(5);
  }

  @Test
  void whereNoExecutorIsFitTheReasonIsTold() throws Exception {
    JobResult result = engine.begin(SleepyJobs.trick("full", folder)).get();
    assertThat(result.ending()).isEqualTo(Ending.UNFIT);
    assertThat(result.kind()).isEqualTo(SupernetException.Kind.STORAGE);
    assertThat(result.why()).isEqualTo("The disk is full here.");
    assertThat(engine.begin(SleepyJobs.sleep(1, 10)).get().ending()).isEqualTo(Ending.DONE);
  }

  @Test
  void whatNobodyWantsStopsAndTheOthersGoOn() throws Exception {
    Path file = folder.resolve("waits");
    CompletableFuture<JobResult> unwanted = engine.begin(SleepyJobs.trick("wait", file));
    List<CompletableFuture<JobResult>> others = sleeps(engine, 100, 10);
    CompletableFuture<JobResult> neverBegun =
        engine.begin(SleepyJobs.trick("once", folder.resolve("never")));
    neverBegun.cancel(true);
    while (!Files.exists(file)) {
      Thread.sleep(20);
    }
    unwanted.cancel(true);
    for (CompletableFuture<JobResult> other : others) {
      assertThat(other.get().ending()).isEqualTo(Ending.DONE);
    }
    while (!Files.readString(file).equals("stopped")) {
      Thread.sleep(20);
    }
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void whoClosesItLetsJobsSaveWhatTheyHave() throws Exception {
    Path file = folder.resolve("waits");
    var unused = engine.begin(SleepyJobs.trick("wait", file));
    while (!Files.exists(file)) {
      Thread.sleep(20);
    }
    engine.close();
    assertThat(file).hasContent("stopped");
  }

  @Test
  void anExecutorWithoutTheLibrarySaysSo() throws Exception {
    engine.close();
    String missing = folder.resolve("lib/*").toString();
    try (Engine other =
        new SparkEngine("local[2]", SleepyJobs.command(missing), Duration.ofSeconds(20))) {
      JobResult result = other.begin(SleepyJobs.sleep(1, 10)).get();
      assertThat(result.ending()).isEqualTo(Ending.UNFIT);
      assertThat(result.why()).contains("is not on an executor's machine", "WORKER_CLASSPATH");
    }
  }

  @Test
  void aMasterThatIsNoneIsRefused() {
    engine.close();
    assertThatThrownBy(() -> new SparkEngine("local[x]", SleepyJobs.command(), STALL))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("Spark does not start with 'local[x]'");
  }

  private static long children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }
}
