package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import io.supernet.OtherJvm;
import io.supernet.files.KillingProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that kill -9 ends at any of their changes of files, each of them resumed and compared with
 * one that was not killed. Each has a home of its own, in which it has the same name.
 */
class KilledRunTest {

  private static final int SIGKILL = 9;

  private static final String RUN =
      "run --quiet --name run --space dense-blocks --set blocks=2 --set hidden=2,4 --set width=4"
          + " --seed 5 --threads 1 --epochs 2 --batch 32 --budget 6 --population 3"
          + " --no-baseline --top 1 --retrain-epochs 2 --checkpoint-seconds 0 --data csv:";

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      int left = random.nextInt(1000);
      int right = random.nextInt(1000);
      rows.append(left + "," + right + "," + (left > right) + "\n");
    }
    data = Files.writeString(folder.resolve("data.csv"), rows);
  }

  /** Two of them die, and at the other moments the folder is copied as a kill would leave it. */
  @Test
  void tenKilledRunsEndAsIfTheyHadNotBeenKilled() throws IOException, InterruptedException {
    long changes = countChanges();
    List<Long> points = points(10, changes);
    List<Long> deadly = List.of(points.get(3), points.get(7));
    kill(deadly.get(0), deadly.get(1));
    copy(points.stream().filter(point -> !deadly.contains(point)).toList());
    resume(points, changes);
  }

  @Test
  @Tag("nightly")
  void hundredKilledRunsEndAsIfTheyHadNotBeenKilled() throws IOException, InterruptedException {
    long changes = countChanges();
    List<Long> points = points(100, changes);
    for (List<Long> two : Lists.partition(points, 2)) {
      kill(two.get(0), two.get(1));
    }
    resume(points, changes);
  }

  private void resume(List<Long> points, long changes) throws IOException, InterruptedException {
    resume(points.stream().map(this::home).toList());
    SoftAssertions all = new SoftAssertions();
    for (long point : points) {
      all.assertThat(RunFiles.differences(home(0), home(point)))
          .as("killed at change %d of %d", point, changes)
          .isEqualTo("equal");
    }
    all.assertAll();
  }

  /** One in each of as many equal parts of all changes. */
  private static List<Long> points(int count, long changes) {
    assertThat(changes).isGreaterThan(2L * count);
    Random random = new Random(7);
    return LongStream.range(0, count)
        .map(i -> 1 + random.nextLong(i * changes / count, (i + 1) * changes / count))
        .boxed()
        .toList();
  }

  private long countChanges() throws IOException, InterruptedException {
    try (OtherJvm jvm = begin(0)) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
      return Long.parseLong(jvm.output().strip().lines().reduce((a, b) -> b).orElseThrow());
    }
  }

  private void kill(long first, long second) throws IOException, InterruptedException {
    try (OtherJvm one = begin(first);
        OtherJvm other = begin(second)) {
      assertThat(one.exit()).as(one.output()).isEqualTo(128 + SIGKILL);
      assertThat(other.exit()).as(other.output()).isEqualTo(128 + SIGKILL);
    }
  }

  private OtherJvm begin(long kill) throws IOException {
    return begin(home(kill), KillingProvider.options(home(kill), kill));
  }

  private void copy(List<Long> points) throws IOException, InterruptedException {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (OtherJvm jvm = begin(home, KillingProvider.copies(home, points))) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
    }
    assertThat(RunFiles.differences(home(0), home)).isEqualTo("equal");
  }

  private OtherJvm begin(Path home, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("-Dsupernet.home=" + home);
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    arguments.addAll(List.of((RUN + data).split(" ")));
    return OtherJvm.start(folder.resolve(home.getFileName() + ".txt"), arguments);
  }

  /** In one more JVM, as the size of TensorFlow's thread pool is one for the process. */
  private void resume(List<Path> homes) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), getClass().getName()));
    arguments.add(data.toString());
    homes.forEach(home -> arguments.add(home.toString()));
    try (OtherJvm jvm = OtherJvm.start(folder.resolve("resumed.txt"), arguments)) {
      assertThat(jvm.exit()).as(jvm.output()).isZero();
    }
  }

  /** {@code DATA HOME…}: resumes each run; where none had begun yet, begins it again. */
  public static void main(String[] arguments) {
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      Path home = Path.of(name);
      Command resumed = Command.run(home, "resume run --quiet");
      if (resumed.exit() == 0) {
        continue;
      }
      resumed.failed(4, "run");
      assertThat(resumed.err()).as(name).containsAnyOf("no run", "begin a new run");
      Command.run(home, RUN + arguments[0]).succeeded();
    }
  }

  private Path home(long kill) {
    return folder.resolve("home-" + kill);
  }
}
