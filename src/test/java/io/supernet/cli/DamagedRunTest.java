package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.TinyRun;
import io.supernet.network.Definition;
import io.supernet.pipeline.RunRecords;
import io.supernet.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file in the folder of a finished run, damaged: what is asked of the run afterward gets the
 * same answer as before or one sentence and an exit code, never another answer in silence.
 */
class DamagedRunTest {

  /** Nothing is read from it. */
  private static final String LOCK = "run.lock";

  private static final List<Integer> TOLD = List.of(2, 3, 4);

  private static final String REPORT = "report tiny";

  @TempDir static Path home;
  private static Path run;
  private static Path sound;

  /** What is asked of a run, and the answer of the sound one. */
  private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

  @BeforeAll
  static void make() throws IOException {
    run = SmallestRun.make(home);
    sound = home.resolve("sound");
    Definition definition = RunRecords.read(run).definition();
    SplittableRandom random = new SplittableRandom(1);
    Path architectures = home.resolve("architectures.txt");
    Files.write(
        architectures,
        IntStream.range(0, 9)
            .mapToObj(i -> definition.format(definition.distinct().sample(random)))
            .distinct()
            .toList());
    TinyRun.copy(run, sound);
    for (String question :
        List.of(
            "top tiny", REPORT, "evaluate tiny --quiet --file " + architectures, "resume tiny")) {
      ANSWERS.put(question, shown(ask(question).succeeded()));
    }
  }

  @Test
  void oneRegionOfEachFile() throws IOException {
    List<Path> files = files();
    for (int i = 0; i < files.size(); i++) {
      flip(files.get(i), i % 3, 3);
    }
    // In the name of the network, which only a report shows.
    flip(Path.of("definition.pbtxt"), 0, 16);
    for (Path file : checkpoints()) {
      damage(file, "cut", Arrays.copyOf(bytes(file), bytes(file).length / 2));
    }
  }

  @Test
  @Tag("nightly")
  void everyRegionOfEachFile() throws IOException {
    for (Path file : files()) {
      for (int region = 0; region < 16; region++) {
        flip(file, region, 16);
      }
    }
    for (Path file : checkpoints()) {
      damage(file, "empty", new byte[0]);
      damage(file, "gone", null);
    }
  }

  @Test
  void withoutASoundCheckpointNothingIsScored() throws IOException {
    for (String question :
        ANSWERS.keySet().stream().filter(q -> !q.startsWith("top") && !q.equals(REPORT)).toList()) {
      restore();
      Files.delete(run.resolve("evaluations.jsonl"));
      for (Path file : checkpoints()) {
        if (file.toString().contains("supernet") && file.endsWith("model.index")) {
          Files.write(run.resolve(file), new byte[7]);
        }
      }
      ask(question).failed(4, "No checkpoint in", "can be used", "restore one from a copy");
      assertThat(run.resolve("evaluations.jsonl")).doesNotExist();
    }
  }

  @Test
  void aDamagedCheckpointIsToldAndItsWeightsAreTrainedAgain() throws IOException {
    Path last = checkpoints().get(checkpoints().size() - 1);
    assertThat(last.toString()).contains("supernet");
    restore();
    Files.delete(run.resolve("evaluations.jsonl"));
    Files.write(run.resolve(last), new byte[7]);
    Command again = ask("resume tiny").succeeded();
    assertThat(again.err()).contains("warning: checkpoint", "the training goes back to step");
    assertThat(shown(again)).isEqualTo(ANSWERS.get("resume tiny"));
  }

  private void flip(Path file, int region, int regions) throws IOException {
    byte[] bytes = bytes(file);
    if (bytes.length > 0) {
      int at = (int) ((2L * region + 1) * bytes.length / (2L * regions));
      bytes[at] ^= 0x08;
      damage(file, "byte " + at, bytes);
    }
  }

  /** Deletes the file if there are no bytes. */
  private void damage(Path file, String how, byte[] bytes) throws IOException {
    boolean alone = file.toString().contains("alone-") || file.startsWith("retrained.jsonl");
    for (Map.Entry<String, String> asked : ANSWERS.entrySet()) {
      if (asked.getKey().startsWith(alone ? "evaluate" : "resume")) {
        continue; // It does not read the file.
      }
      restore();
      if (bytes == null) {
        Files.delete(run.resolve(file));
      } else {
        Files.write(run.resolve(file), bytes);
      }
      Command answer = ask(asked.getKey());
      String what = file + ", " + how + ": " + asked.getKey();
      if (answer.exit() == 0) {
        assertThat(shown(answer)).as(what).isEqualTo(asked.getValue());
      } else {
        assertThat(answer.exit()).as(what + "\n" + answer.err()).isIn(TOLD);
        answer.failed(answer.exit(), "'");
      }
    }
  }

  /** The answer of a report is its page. */
  private static Command ask(String question) throws IOException {
    Command answer = Command.run(home, question);
    return question.equals(REPORT) && answer.exit() == 0
        ? new Command(0, Files.readString(run.resolve("report.html")), answer.err())
        : answer;
  }

  /** Without the times, which differ. */
  private static String shown(Command answer) {
    return answer
        .out()
        .lines()
        .filter(line -> !line.startsWith("Time: "))
        .collect(Collectors.joining("\n"));
  }

  private static void restore() {
    AtomicFiles.deleteRecursively(run);
    TinyRun.copy(sound, run);
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(sound.resolve(file));
  }

  /** In the run's folder; TensorBoard's files are for TensorBoard alone. */
  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(sound)) {
      return files
          .filter(Files::isRegularFile)
          .map(sound::relativize)
          .filter(file -> !file.endsWith(LOCK))
          .filter(file -> !file.startsWith("tensorboard"))
          .sorted()
          .toList();
    }
  }

  private static List<Path> checkpoints() throws IOException {
    return files().stream().filter(file -> file.startsWith("checkpoints")).toList();
  }
}
