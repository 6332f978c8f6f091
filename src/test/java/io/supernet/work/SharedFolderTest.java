package io.supernet.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.SupernetException;
import io.supernet.work.JobResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that go to other processes by files in a folder, and what can happen to them. */
@Timeout(120)
class SharedFolderTest {

  private static final Duration LEASE = Duration.ofSeconds(5);

  @TempDir Path path;
  private WorkFolder folder;
  private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void name() {
    folder = new WorkFolder(path.resolve("work"));
  }

  private Persistent engine() {
    return new Persistent(new FolderEngine(folder, LEASE), notes::add);
  }

  private Thread worker(String name, Duration idle) {
    var options = new FolderWorker.Options(name, 1, Duration.ofSeconds(20), idle);
    Thread thread =
        new Thread(() -> new FolderWorker(folder, TrickJobs.command(), options, n -> {}).run());
    thread.start();
    return thread;
  }

  private static List<CompletableFuture<JobResult>> sleeps(Engine engine, int count, long millis) {
    return IntStream.range(0, count)
        .mapToObj(i -> engine.begin(TrickJobs.sleep(i, millis)))
        .toList();
  }

  @Test
  void aWorkerDoesAllInTheirOrderAndEndsWhenThereIsNoMore() throws Exception {
    try (Persistent engine = engine()) {
      List<CompletableFuture<JobResult>> results = sleeps(engine, 5, 10);
      Thread worker = worker("w", Duration.ofSeconds(1));
      for (int i = 0; i < 5; i++) {
        JobResult result = results.get(i).get();
        assertThat(result.body().get("number").getAsInt()).isEqualTo(i);
        assertThat(result.worker()).isEqualTo("w");
      }
      worker.join();
    }
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> TrickJobs.sleep(i, 10).id()).toList();
    List<String> lines = Files.readAllLines(path.resolve("work/workers/w.jsonl"));
    assertThat(lines.subList(lines.size() - 5, lines.size()))
        .zipSatisfy(ids, (line, id) -> assertThat(line).contains(id, "DONE"));
    assertThat(files("jobs")).isEmpty();
    assertThat(files("claimed")).isEmpty();
    assertThat(files("done")).isEmpty();
  }

  /** Nothing is lost, nothing comes twice, and it ends. */
  @Test
  void twoHundredJobsArriveWhateverIsKilled() throws Exception {
    Random random = new Random(1);
    Set<Integer> arrived = new HashSet<>();
    List<OtherWorker> workers = new ArrayList<>();
    int kills = 0;
    try (Persistent engine = engine()) {
      List<CompletableFuture<JobResult>> results = sleeps(engine, 200, 20);
      for (int i = 0; i < 2; i++) {
        workers.add(OtherWorker.start(folder, "w" + i));
      }
      while (!results.stream().allMatch(CompletableFuture::isDone)) {
        Thread.sleep(500 + random.nextInt(500));
        if (kills < 6) {
          OtherWorker victim = workers.get(random.nextInt(workers.size()));
          if (random.nextBoolean()) {
            victim.kill();
            workers.remove(victim);
            workers.add(OtherWorker.start(folder, "again" + kills));
          } else {
            victim.process().descendants().forEach(ProcessHandle::destroyForcibly);
          }
          kills++;
        }
      }
      for (CompletableFuture<JobResult> result : results) {
        assertThat(result.get().ending()).isEqualTo(Ending.DONE);
        assertThat(arrived.add(result.get().body().get("number").getAsInt())).isTrue();
      }
    } finally {
      workers.forEach(OtherWorker::close);
    }
    assertThat(arrived).hasSize(200);
    assertThat(kills).isEqualTo(6);
    assertThat(notes).isNotEmpty().noneMatch(note -> note.contains("given up"));
  }

  @Test
  void whoAsksAgainAfterAKillFindsWhatWasDoneMeanwhile() throws Exception {
    FolderEngine killed = new FolderEngine(folder, LEASE);
    var unused = sleeps(killed, 3, 10);
    // What a killed process leaves: its jobs, and its sign that no more changes.
    Path kept = path.resolve("kept");
    Files.createDirectory(kept);
    try (Stream<Path> jobs = Files.list(path.resolve("work/jobs"))) {
      for (Path job : jobs.toList()) {
        Files.copy(job, kept.resolve(job.getFileName()));
      }
    }
    killed.close();
    for (Path job : files(kept)) {
      Files.move(job, path.resolve("work/jobs").resolve(job.getFileName()));
    }
    worker("w", Duration.ofMillis(500)).join();
    assertThat(files("done")).hasSize(3);
    try (Persistent engine = engine()) {
      for (CompletableFuture<JobResult> result : sleeps(engine, 3, 10)) {
        assertThat(result.get(10, TimeUnit.SECONDS).ending()).isEqualTo(Ending.DONE);
      }
    }
    assertThat(Files.readAllLines(path.resolve("work/workers/w.jsonl")))
        .filteredOn(line -> line.contains("DONE"))
        .hasSize(3);
  }

  @Test
  void aWorkerThatIsFrozenLosesItsJobAndIsNotHeardLater() throws Exception {
    try (Persistent engine = engine();
        OtherWorker frozen = OtherWorker.start(folder, "frozen")) {
      CompletableFuture<JobResult> result = engine.begin(TrickJobs.sleep(1, 4_000));
      while (files("claimed").isEmpty()) {
        Thread.sleep(50);
      }
      signal("STOP", frozen.process().pid());
      Thread other = worker("other", Duration.ofSeconds(12));
      assertThat(result.get().worker()).isEqualTo("other");
      signal("CONT", frozen.process().pid());
      other.interrupt();
      other.join();
    }
    assertThat(notes).singleElement().asString().contains("nothing is heard of worker frozen");
  }

  @Test
  void aWorkerWhoseDiskIsFullGivesItsJobsToOthers() throws Exception {
    try (Persistent engine = engine();
        OtherWorker full = OtherWorker.startWithSmallFiles(folder, "full")) {
      List<CompletableFuture<JobResult>> results = sleeps(engine, 4, 10);
      assertThat(full.process().waitFor()).isEqualTo(SupernetException.Kind.STORAGE.exitCode());
      Thread other = worker("other", Duration.ofMillis(500));
      for (CompletableFuture<JobResult> result : results) {
        assertThat(result.get().ending()).isEqualTo(Ending.DONE);
      }
      other.join();
    }
  }

  @Test
  void twoCannotHandOutJobsAtOnce() throws Exception {
    try (FolderEngine first = new FolderEngine(folder, LEASE)) {
      while (!Files.exists(path.resolve("work/driver.json"))) {
        Thread.sleep(20);
      }
      assertThatThrownBy(() -> new FolderEngine(folder, LEASE))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining("Another process hands out jobs in");
      assertThat(first.text()).isEqualTo("no worker yet");
    }
  }

  @Test
  void aFileThatIsNoJobFailsAndTheOthersGoOn() throws Exception {
    try (Persistent engine = engine()) {
      Job forged = TrickJobs.sleep(0, 10);
      CompletableFuture<JobResult> refused = engine.begin(forged);
      Path file = files("jobs").get(0);
      Files.writeString(file, Files.readString(file).replace("\"millis\": 10", "\"millis\": 11"));
      CompletableFuture<JobResult> large = engine.begin(TrickJobs.sleep(1, 10));
      Files.writeString(files("jobs").get(1), "{".repeat(2 << 20));
      CompletableFuture<JobResult> good = engine.begin(TrickJobs.sleep(2, 10));
      Thread worker = worker("w", Duration.ofMillis(500));
      assertThat(refused.get().why()).contains("was changed after Supernet wrote it");
      assertThat(large.get().why()).contains("more than any job has");
      assertThat(good.get().ending()).isEqualTo(Ending.DONE);
      worker.join();
    }
  }

  @Test
  void aJobDoesNotLeaveTheSharedFolder() {
    Job job = TrickJobs.sleep(0, 10);
    assertThatThrownBy(
            () ->
                new Job(
                    job.kind(), "a/../../b", job.definition(), job.data(), "", false, job.body()))
        .hasMessageContaining("The place of a job is 'a/../../b'");
  }

  @Test
  void whatNobodyWantsAnyMoreIsTakenBackAndNotSaved() throws Exception {
    Path saved = path.resolve("saved");
    try (Persistent engine = engine()) {
      CompletableFuture<JobResult> unwanted = engine.begin(TrickJobs.trick("save", saved));
      CompletableFuture<JobResult> waiting = engine.begin(TrickJobs.sleep(0, 10));
      Thread worker = worker("w", Duration.ofMillis(500));
      while (files("claimed").isEmpty()) {
        Thread.sleep(50);
      }
      waiting.cancel(true);
      assertThat(files("jobs")).isEmpty();
      Thread.sleep(1500);
      unwanted.cancel(true);
      worker.join();
    }
    assertThat(saved).doesNotExist();
    assertThat(Files.readString(path.resolve("work/workers/w.jsonl")))
        .contains("LOST", "another worker has the job now");
  }

  @Test
  void whatAWorkerHasWhenItIsToldToStopIsSavedAndGivenBack() throws Exception {
    Path saved = path.resolve("saved");
    try (Persistent engine = engine()) {
      CompletableFuture<JobResult> result = engine.begin(TrickJobs.trick("save", saved));
      var options =
          new FolderWorker.Options("w", 1, Duration.ofSeconds(20), Duration.ofSeconds(60));
      FolderWorker worker = new FolderWorker(folder, TrickJobs.command(), options, note -> {});
      Thread thread = new Thread(worker::run);
      thread.start();
      while (files("claimed").isEmpty()) {
        Thread.sleep(50);
      }
      Thread.sleep(1000);
      worker.stop();
      thread.join();
      assertThat(saved).exists();
      assertThat(files("jobs")).hasSize(1);
      assertThat(result).isNotDone();
    }
  }

  /** The reason may be the machine; but some jobs can be done on none. */
  @Test
  void whatEightWorkersCannotDoEndsTheWork() throws Exception {
    try (Persistent engine = engine()) {
      CompletableFuture<JobResult> result = engine.begin(TrickJobs.trick("full", path));
      for (int i = 0; i < 8; i++) {
        assertThat(result).isNotDone();
        var options =
            new FolderWorker.Options("w" + i, 1, Duration.ofSeconds(20), Duration.ofSeconds(20));
        assertThatThrownBy(
                () -> new FolderWorker(folder, TrickJobs.command(), options, note -> {}).run())
            .hasMessage("The disk is full here.");
      }
      assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
          .hasMessageContaining("The disk is full here.");
    }
  }

  @Test
  void aFileThatIsDeletedIsAskedForAgain() throws Exception {
    try (Persistent engine = engine()) {
      CompletableFuture<JobResult> result = engine.begin(TrickJobs.sleep(0, 10));
      Files.delete(files("jobs").get(0));
      Thread worker = worker("w", Duration.ofSeconds(12));
      assertThat(result.get().ending()).isEqualTo(Ending.DONE);
      worker.interrupt();
      worker.join();
    }
    assertThat(notes).singleElement().asString().contains("its file is gone");
  }

  private List<Path> files(String name) throws IOException {
    return files(path.resolve("work").resolve(name));
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }
}
