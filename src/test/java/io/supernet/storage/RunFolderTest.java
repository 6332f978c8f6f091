package io.supernet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.supernet.OwnClasses;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path parent;
  private Path path;

  @BeforeEach
  void name() {
    path = parent.resolve("models/mine");
  }

  @Test
  void createsThenOpens() throws IOException {
    try (RunFolder run = RunFolder.create(path)) {
      assertThat(run.path()).isEqualTo(path);
      Files.writeString(run.resolve("manifest.json"), "{}");
      RunFolder.requireRun(path);
      fails(Kind.RUN, "Another run is using", () -> RunFolder.open(path));
    }
    try (RunFolder run = RunFolder.open(path)) {
      assertThat(run.resolve("manifest.json")).hasContent("{}");
    }
  }

  @Test
  void createRefusesFolderOfAnotherRun() throws IOException {
    try (RunFolder run = RunFolder.create(path)) {
      Files.writeString(run.resolve("manifest.json"), "{}");
    }
    fails(Kind.RUN, "resume it, or choose another name", () -> RunFolder.create(path));
  }

  @Test
  void createAcceptsDefinitionAndLockLeftByDeadProcess() throws IOException {
    RunFolder.create(path).close();
    try (RunFolder again = RunFolder.create(path)) {
      fails(Kind.RUN, "Another run is using", () -> RunFolder.create(path));
      assertThat(again.path()).isDirectory();
    }
    Path defined = Files.createDirectories(parent.resolve("defined"));
    Files.writeString(defined.resolve("network.pbtxt"), "");
    try (RunFolder run = RunFolder.create(defined)) {
      assertThat(run.resolve("network.pbtxt")).exists();
    }
  }

  @Test
  void createAcceptsFirstFilesLeftByDeadProcess() throws IOException {
    try (RunFolder run = RunFolder.create(path)) {
      Files.writeString(run.resolve("network.pbtxt"), "");
    }
    fails(Kind.RUN, "resume it, or choose another name", () -> RunFolder.create(path));
    RunFolder.create(path, Set.of("network.pbtxt")).close();
    Files.writeString(path.resolve("manifest.json"), "{}");
    fails(
        Kind.RUN,
        "resume it, or choose another name",
        () -> RunFolder.create(path, Set.of("network.pbtxt")));
  }

  @Test
  void clearsItsOwnLeftoversOnly() throws IOException {
    try (RunFolder run = RunFolder.create(path)) {
      Path own = Files.createDirectories(run.resolve("checkpoints").resolve("supernet"));
      Path foreign = Files.createDirectories(run.resolve("foreign"));
      Path killed = leftover(path, "manifest.json", "tmp");
      Path report = leftover(path, "report.html", "tmp");
      Path deep = leftover(own, "step-000000001", "tmp");
      Path aside = leftover(own, "step-000000002", "old");
      Path other = leftover(foreign, "manifest.json", "tmp");
      run.clearLeftovers(List.of(own.getParent(), path.resolve("audit")), "report.html");
      assertThat(killed).doesNotExist();
      assertThat(deep).doesNotExist();
      assertThat(aside).doesNotExist();
      assertThat(own.resolve("step-000000002")).exists();
      assertThat(report).exists();
      assertThat(other).exists();
    }
  }

  private static Path leftover(Path folder, String target, String kind) throws IOException {
    return Files.createFile(folder.resolve("." + target + "." + UUID.randomUUID() + "." + kind));
  }

  /** Each makes a run and leaves; the others find it, whenever they looked first. */
  @Test
  void ofManyCreatorsOneCreates() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 100; round++) {
        Path contested = parent.resolve("run" + round);
        CyclicBarrier start = new CyclicBarrier(4);
        Callable<Boolean> creator =
            () -> {
              start.await();
              try (RunFolder run = RunFolder.create(contested)) {
                Files.writeString(run.resolve("manifest.json"), "{}");
                return true;
              } catch (SupernetException e) {
                assertThat(e.kind()).isEqualTo(Kind.RUN);
                return false;
              }
            };
        int created = 0;
        for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(4, creator))) {
          created += done.get() ? 1 : 0;
        }
        assertThat(created).as("round %d", round).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void locksNoFileOfSomebodyElse() throws IOException {
    Path foreign = parent.resolve("foreign");
    Files.createDirectories(path);
    Files.createSymbolicLink(path.resolve("run.lock"), foreign);
    fails(Kind.RUN, "run.lock' is a link", () -> RunFolder.create(path));
    assertThat(foreign).doesNotExist();
    Files.writeString(foreign, "");
    fails(Kind.RUN, "run.lock' is a link", () -> RunFolder.open(path));
  }

  @Test
  void mayItselfBeALink() throws IOException {
    Path disk = Files.createDirectories(parent.resolve("disk/mine"));
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, disk);
    RunFolder.create(path).close();
    try (RunFolder run = RunFolder.open(path)) {
      assertThat(disk.resolve("run.lock")).exists();
      fails(Kind.RUN, "is using", () -> RunFolder.open(disk));
      assertThat(run.path()).isEqualTo(path);
    }
  }

  @Test
  void openAndReadNeedRun() throws IOException {
    fails(Kind.RUN, "There is no run folder", () -> RunFolder.open(path));
    fails(Kind.RUN, "There is no run folder", () -> RunFolder.requireRun(path));
    Files.createDirectories(path);
    fails(Kind.RUN, "holds no run", () -> RunFolder.open(path));
    fails(Kind.RUN, "holds no run", () -> RunFolder.requireRun(path));
  }

  @Test
  void createFailsBelowRegularFile() throws IOException {
    Files.writeString(parent.resolve("models"), "a file");
    fails(Kind.STORAGE, "Cannot write", () -> RunFolder.create(path));
  }

  @Test
  void anotherSpellingOfThePathIsTheSameRun() {
    try (RunFolder run = RunFolder.create(path)) {
      assertThat(run.path()).isEqualTo(path);
      fails(Kind.RUN, "is using", () -> RunFolder.open(parent.resolve("models/../models/mine")));
    }
  }

  @Test
  void lockedHereIsLockedForOtherProcessAlsoAfterFailedOpen() throws IOException {
    try (RunFolder run = RunFolder.create(path)) {
      fails(Kind.RUN, "Another run is using", () -> RunFolder.open(path));
      try (OtherProcess other = OtherProcess.start("open", run.path())) {
        assertThat(other.answer()).startsWith("RUN Another run is using folder '" + path + "'");
      }
    }
  }

  /** As of two applications in one server. */
  @Test
  void lockedHereIsLockedForOtherClassLoadersWhichDoNotFreeIt() throws Exception {
    Class<?> copy = new OwnClasses().loadClass(RunFolder.class.getName());
    assertThat(copy).isNotEqualTo(RunFolder.class);
    Method open = copy.getMethod("open", Path.class);
    try (RunFolder run = RunFolder.create(path)) {
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> open.invoke(null, run.path()))
          .havingCause()
          .withMessageStartingWith("Another run is using folder '" + path + "'");
      try (OtherProcess other = OtherProcess.start("open", run.path())) {
        assertThat(other.answer()).startsWith("RUN Another run is using folder '" + path + "'");
      }
    }
    try (AutoCloseable opened = (AutoCloseable) open.invoke(null, path)) {
      assertThat(opened).isNotNull();
      fails(Kind.RUN, "Another run is using", () -> RunFolder.open(path));
    }
  }

  @Test
  void lockOfOtherProcessEndsWithIt() throws IOException {
    RunFolder.create(path).close();
    try (OtherProcess other = OtherProcess.start("open", path)) {
      assertThat(other.answer()).isEqualTo("opened " + path);
      fails(Kind.RUN, "Another run is using", () -> RunFolder.open(path));
    }
    try (RunFolder run = RunFolder.open(path)) {
      assertThat(run.path()).isEqualTo(path);
    }
  }

  @Test
  void closingTwiceDoesNotFreeLockOfNextOwner() {
    RunFolder first = RunFolder.create(path);
    first.close();
    try (RunFolder second = RunFolder.open(path)) {
      first.close();
      assertThat(second.path()).isEqualTo(path);
      fails(Kind.RUN, "Another run is using", () -> RunFolder.open(path));
    }
  }

  private void fails(Kind kind, String message, ThrowingCallable call) {
    assertThatExceptionOfType(SupernetException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .withMessageContaining(parent.toString())
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
