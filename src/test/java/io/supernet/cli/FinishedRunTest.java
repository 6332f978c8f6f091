package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.supernet.OtherJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one does with a run that is done. */
class FinishedRunTest extends CopiedRun {

  private static final String SKIP =
      "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|none~1|none~2|";
  private static final String CONV =
      "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|nor_conv_1x1~2|";

  @Test
  void resumeChangesNothing() throws IOException {
    List<String> before = state();
    Command resumed = Command.run(home, "resume copy").succeeded();
    assertThat(state()).isEqualTo(before);
    assertThat(resumed.err())
        .contains("evolution: 8 evaluated before", "random: 8 evaluated before")
        .doesNotContain("train supernet", "retrain");
    assertThat(resumed.out())
        .contains("Found: |", "Test accuracy of the winner: ", "SavedModelBundle.load(\"");
  }

  @Test
  void topRanksWhatWasEvaluated() throws IOException {
    String table = Command.run(home, "top copy -n 3").succeeded().out();
    assertThat(table.lines()).hasSize(5).first().asString().matches(" +accuracy +loss +macs .*");
    assertThat(table).containsPattern("[0-9]+ evaluated, 0 failed\n$");
    List<String> csv =
        Command.run(home, "top copy --csv --objectives macs,loss")
            .succeeded()
            .out()
            .lines()
            .toList();
    assertThat(csv.get(0)).isEqualTo("architecture,front,macs,loss,accuracy,parameters");
    assertThat(csv.get(1)).contains(",true,");
    JsonObject json = Command.run(home, "top copy --json").succeeded().json();
    assertThat(json.get("evaluated").getAsInt())
        .isEqualTo(Files.readAllLines(run.resolve("evaluations.jsonl")).size());
    Command.run(home, "top nothing").failed(4, "no run folder");
  }

  /** While another process works on the run. */
  @Test
  void topFollowsUntilItIsStopped() throws IOException, InterruptedException {
    Path output = home.resolve("top.txt");
    try (OtherJvm top =
        OtherJvm.start(
            output,
            List.of(
                "-Dsupernet.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.supernet.cli.Main",
                "top",
                "copy",
                "--follow"))) {
      top.until(() -> summaries(output) == 1);
      Command.run(home, "search copy --budget 30 --no-baseline").succeeded();
      top.until(() -> summaries(output) > 1);
      top.terminate();
      assertThat(top.exit()).isEqualTo(128 + 15);
    }
  }

  private static long summaries(Path file) {
    try {
      return Files.readString(file).lines().filter(line -> line.endsWith(" failed")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void retrainTrainsOnlyWhatIsNew() throws IOException {
    List<String> before = Files.readAllLines(run.resolve("retrained.jsonl"));
    assertThat(
            Command.run(home, "retrain copy --top 1 --json")
                .succeeded()
                .candidates()
                .asList()
                .stream()
                .filter(c -> c.getAsJsonObject().getAsJsonObject("retrained").size() > 0))
        .hasSize(2);
    assertThat(Files.readAllLines(run.resolve("retrained.jsonl"))).isEqualTo(before);
    Command more = Command.run(home, "retrain copy --top 3").succeeded();
    assertThat(Files.readAllLines(run.resolve("retrained.jsonl")))
        .startsWith(before.toArray(String[]::new))
        .hasSizeLessThanOrEqualTo(before.size() + 1);
    assertThat(more.out()).contains("export the winner with: supernet export copy");
  }

  @Test
  void exportsAgainWhereTheExportIsGone() {
    JsonObject result = Command.run(home, "export copy --json").succeeded().json();
    Path export = home.resolve("savedmodels/copy/1");
    assertThat(result.get("savedModel").getAsString()).isEqualTo(export.toString());
    assertThat(export.resolve("saved_model.pb")).isNotEmptyFile();
    assertThat(export.resolve("supernet.json")).isNotEmptyFile();
    assertThat(run.resolve("winner.svg")).content().startsWith("<svg").contains("stage0_cell0");
  }

  @Test
  void evaluatesInTheOrderOfTheFile() throws IOException {
    Path file = home.resolve("archs");
    Files.writeString(file, "# mine\n" + CONV + "\n\n" + SKIP + "\n  " + CONV + "  \n");
    Command evaluated = Command.run(home, "evaluate copy --file " + file).succeeded();
    List<String> lines = evaluated.out().lines().toList();
    assertThat(lines).hasSize(4).first().isEqualTo("architecture,accuracy,loss");
    assertThat(lines.get(1)).startsWith(CONV + ",").isEqualTo(lines.get(3));
    assertThat(lines.get(2)).matches(java.util.regex.Pattern.quote(SKIP) + ",[0-9.]+,[0-9.]+");
    Path csv = home.resolve("out.csv");
    Command.run(home, "evaluate copy --quiet --file " + file + " --out " + csv).succeeded();
    assertThat(csv).hasContent(evaluated.out());
    Command json = Command.run(home, "evaluate copy --json --file " + file).succeeded();
    assertThat(json.json().get("schema").getAsInt()).isEqualTo(1);
    JsonArray rows = json.json().getAsJsonArray("rows");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1).getAsJsonObject().keySet())
        .containsExactly("architecture", "accuracy", "loss");
  }

  @Test
  void refusesArchitecturesOfAnotherSpace() throws IOException {
    Path file = Files.writeString(home.resolve("archs"), CONV + "\n# dense\n2/16/-/relu/64\n");
    Command.run(home, "evaluate copy --file " + file).failed(2, "line 3", "2/16/-/relu/64");
  }

  @Test
  void cost() {
    Command cost =
        Command.run(home, "cost --json --set channels=2 " + SKIP + " " + CONV).succeeded();
    JsonArray rows = cost.json().getAsJsonArray("rows");
    assertThat(rows).hasSize(2);
    JsonObject conv = rows.get(1).getAsJsonObject();
    assertThat(conv.keySet())
        .containsExactly(
            "architecture", "macs", "parameters", "liveMacs", "liveParameters", "liveDepth");
    assertThat(conv.get("architecture").getAsString()).isEqualTo(CONV);
    assertThat(conv.get("macs").getAsLong())
        .isGreaterThan(rows.get(0).getAsJsonObject().get("macs").getAsLong());
    assertThat(Command.run(home, "cost " + SKIP).succeeded().out().lines().findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .matches("MACs +parameters +live MACs +live parameters +depth +architecture"));
  }
}
