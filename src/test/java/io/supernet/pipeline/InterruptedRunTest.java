package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.OtherJvm;
import io.supernet.TinyData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a signal stops within an epoch, against one that is not stopped. */
class InterruptedRunTest {

  private static final String OPTIONS =
      "--seed 5 --threads 1 --set channels=2 --set cells_per_stage=1 --epochs 20 --batch 32"
          + " --budget 12 --population 6 --top 1 --retrain-epochs 1 --checkpoint-seconds 0";

  private static final List<String> JOURNALS =
      List.of("evaluations.jsonl", "searches.jsonl", "retrained.jsonl", "tested.jsonl");

  @TempDir Path folder;
  private Path stopped;
  private Path whole;

  @BeforeEach
  void write() {
    TinyData.write(folder.resolve("data"));
    stopped = folder.resolve("models").resolve("stopped");
    whole = folder.resolve("models").resolve("whole");
  }

  @Test
  void endsAsIfItHadNotBeenStopped() throws IOException, InterruptedException {
    try (OtherJvm jvm = begin("stopped")) {
      jvm.until(() -> jvm.wrote("train supernet"));
      jvm.terminate();
      assertThat(jvm.exit()).as(jvm.output()).isEqualTo(128 + 15);
      assertThat(jvm.output())
          .contains("supernet: interrupted. To continue: supernet resume stopped\n")
          .doesNotContain("\tat ");
    }
    assertThat(newest(stopped.resolve("checkpoints").resolve("supernet")))
        .startsWith("step-")
        .isLessThan("step-000000160");
    assertThat(stopped.resolve("result.json")).doesNotExist();

    try (OtherJvm last = resume();
        OtherJvm other = begin("whole")) {
      assertThat(last.exit()).as(last.output()).isZero();
      assertThat(other.exit()).as(other.output()).isZero();
    }
    assertSameResults();
  }

  private void assertSameResults() throws IOException {
    assertThat(result(stopped)).isEqualTo(result(whole));
    for (String journal : JOURNALS) {
      assertThat(stopped.resolve(journal)).hasSameTextualContentAs(whole.resolve(journal));
    }
    for (Path checkpoints : names(whole.resolve("checkpoints"))) {
      Path same = stopped.resolve("checkpoints").resolve(checkpoints.getFileName());
      assertThat(newest(same)).isEqualTo(newest(checkpoints));
      for (Path file : names(checkpoints.resolve(newest(checkpoints)))) {
        assertThat(same.resolve(newest(same)).resolve(file.getFileName()))
            .hasSameBinaryContentAs(file);
      }
    }
    Path exports = folder.resolve("savedmodels");
    for (Path file : names(exports.resolve("whole/1").resolve("variables"))) {
      assertThat(exports.resolve("stopped/1").resolve("variables").resolve(file.getFileName()))
          .hasSameBinaryContentAs(file);
    }
    assertThat(Predictions.of(exports.resolve("stopped/1")))
        .isEqualTo(Predictions.of(exports.resolve("whole/1")));
  }

  private OtherJvm begin(String name) throws IOException {
    return command(name + ".txt", "run --name " + name + " " + OPTIONS + " --data", true);
  }

  private OtherJvm resume() throws IOException {
    return command("resumed.txt", "resume stopped", false);
  }

  private OtherJvm command(String output, String words, boolean withData) throws IOException {
    Stream<String> java =
        Stream.of(
            "-Dsupernet.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "io.supernet.cli.Main");
    Stream<String> data = withData ? Stream.of("idx:" + folder.resolve("data")) : Stream.empty();
    List<String> all = Stream.of(java, Stream.of(words.split(" ")), data).flatMap(s -> s).toList();
    return OtherJvm.start(folder.resolve(output), all);
  }

  /** The result without what differs from run to run. */
  private static JsonObject result(Path run) throws IOException {
    String text = Files.readString(run.resolve("result.json"));
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    assertThat(json.remove("seconds")).isNotNull();
    assertThat(json.remove("sha256")).isNotNull();
    assertThat(json.remove("savedModel").getAsString()).endsWith(run.getFileName() + "/1");
    return json;
  }

  /** The name of the newest checkpoint, empty if there is none. */
  private static String newest(Path checkpoints) {
    return names(checkpoints).stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.startsWith("step-"))
        .max(String::compareTo)
        .orElse("");
  }

  private static List<Path> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
