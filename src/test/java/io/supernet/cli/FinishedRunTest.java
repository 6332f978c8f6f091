package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.OtherJvm;
import io.supernet.TinyRun;
import io.supernet.measure.LatencyTable;
import io.supernet.run.LatencyFile;
import io.supernet.run.RunLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one does with a run that is done. */
class FinishedRunTest {

  private static final String SKIP =
      "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|none~1|none~2|";
  private static final String CONV =
      "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|nor_conv_1x1~2|";

  @TempDir Path home;
  private Path run;

  @BeforeEach
  void copy() {
    run = home.resolve("models").resolve("copy");
    TinyRun.copy(TinyRun.run(), run);
  }

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
  void searchGoesOnWithoutRepeatingAnEvaluation() throws IOException {
    List<String> before = Files.readAllLines(run.resolve("evaluations.jsonl"));
    Command searched =
        Command.run(home, "search copy --budget 20 --no-baseline --json").succeeded();
    List<String> after = Files.readAllLines(run.resolve("evaluations.jsonl"));
    assertThat(after).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
    assertThat(after.size()).isGreaterThan(before.size());
    assertThat(
            after.stream()
                .map(line -> line.substring(0, line.indexOf("\"accuracy")))
                .map(line -> line.substring(9)))
        .doesNotHaveDuplicates();
    JsonObject best = candidates(searched).get(0).getAsJsonObject();
    assertThat(best.get("evaluations").getAsInt()).isEqualTo(20);
    assertThat(best.has("retrainedAccuracy")).isFalse();
    // Thirty examples are few in any case: either all are tied, or the best are close.
    assertThat(searched.err()).contains("caution: ");
    assertThat(JsonParser.parseString(searched.out()).getAsJsonObject().getAsJsonArray("cautions"))
        .isNotEmpty();
  }

  @Test
  void searchesForSeveralObjectivesWithinLimits() {
    Command searched =
        Command.run(
                home,
                "search copy --strategy nsga2 --population 10 --budget 40 --no-baseline --json"
                    + " --objectives accuracy,macs,size --max-macs 0.015M --max-params 5k")
            .succeeded();
    assertThat(searched.err()).containsPattern("limits: [0-9,]+ of 5,259 architectures keep them");
    JsonObject result = JsonParser.parseString(searched.out()).getAsJsonObject();
    JsonArray front = result.getAsJsonArray("front");
    assertThat(front).isNotEmpty();
    double previous = 1;
    for (var row : front) {
      JsonObject figures = row.getAsJsonObject().getAsJsonObject("figures");
      assertThat(figures.keySet())
          .containsExactly("accuracy", "macs", "size", "loss", "parameters");
      assertThat(figures.get("macs").getAsDouble()).isLessThanOrEqualTo(15_000);
      assertThat(figures.get("accuracy").getAsDouble()).isLessThanOrEqualTo(previous);
      previous = figures.get("accuracy").getAsDouble();
    }
    assertThat(Command.run(home, "search copy").succeeded().out()).contains("Pareto front:\n");
  }

  @Test
  void refusesLimitsThatNothingKeepsBeforeAnythingElse() throws IOException {
    List<String> before = state();
    Command.run(home, "search copy --max-macs 10").failed(2, "found has macs 8347", "at most 10");
    Command.run(home, "search copy --objectives beauty").failed(2, "'beauty'", "accuracy, loss");
    assertThat(state()).isEqualTo(before);
  }

  /** Those without a convolution; the time limit is far away. */
  @Test
  void evaluatesWhatTheLimitsLeaveAndSaysThatThisIsAll() {
    Command searched =
        Command.run(
                home,
                "search copy --budget 200 --no-baseline --json --time-limit 1h --no-limits --max-macs 8347")
            .succeeded();
    assertThat(searched.err())
        .contains("77 of 200 evaluated: there is no other architecture within the limits");
    assertThat(
            JsonParser.parseString(searched.out()).getAsJsonObject().get("searchEnd").getAsString())
        .isEqualTo("there is no other architecture within the limits");
  }

  /** The times themselves are the machine's business. */
  @Test
  void predictsAndMeasuresLatency() {
    Command searched =
        Command.run(
                home,
                "search copy --strategy nsga2 --budget 20 --no-baseline --json"
                    + " --objectives accuracy,latency --max-latency 10s")
            .succeeded();
    assertThat(searched.err())
        .containsPattern("latency table: error on 10 other networks [0-9.]+ %");
    JsonObject first =
        JsonParser.parseString(searched.out())
            .getAsJsonObject()
            .getAsJsonArray("front")
            .get(0)
            .getAsJsonObject();
    double predicted = first.getAsJsonObject("figures").get("latency").getAsDouble();
    String architecture = first.get("architecture").getAsString();
    Command measured = Command.run(home, "latency copy --json " + architecture).succeeded();
    JsonObject latency = JsonParser.parseString(measured.out()).getAsJsonObject();
    JsonObject row = latency.getAsJsonArray("networks").get(0).getAsJsonObject();
    assertThat(row.get("predictedMillis").getAsDouble()).isEqualTo(predicted);
    assertThat(row.get("medianMillis").getAsDouble())
        .isPositive()
        .isLessThanOrEqualTo(row.get("p95Millis").getAsDouble());
    assertThat(Command.run(home, "latency copy").succeeded().out())
        .contains("nor_conv_3x3 [-1, 8, 8, 2] 2304 40", "times the sum of its candidates, batch 1");
    assertThat(Command.run(home, "top copy").succeeded().out()).contains("latency ms");
    Command.run(home, "latency copy --batch-size 0").failed(2, "batch size is 0");
  }

  @Test
  void aSearchSaysThatLatencyTellsNothingApart() {
    LatencyTable flat = new LatencyTable(1, Map.of(), 0, 3, 0, 0.1, 0.2, 10);
    LatencyFile.write(new RunLayout(run), flat);
    String caution = "latency tells no architectures apart, each is predicted at 3.000 ms: ";
    Command searched =
        Command.run(
                home, "search copy --budget 8 --no-baseline --json --objectives accuracy,latency")
            .succeeded();
    assertThat(searched.err()).containsOnlyOnce("caution: " + caution);
    JsonObject result = JsonParser.parseString(searched.out()).getAsJsonObject();
    assertThat(result.getAsJsonArray("cautions").get(0).getAsString()).startsWith(caution);
    assertThat(Command.run(home, "latency copy").succeeded().err()).contains("caution: " + caution);
  }

  /** What the clock has ended ends there again, so that later phases find the same. */
  @Test
  void aTimeLimitLeavesTheSearchAsItCame() throws IOException {
    Command timed =
        Command.run(
                home,
                "search copy --strategy evolution --population 997 --parents 9 --budget 1000000"
                    + " --time-limit 1s --no-baseline --json")
            .succeeded();
    List<String> journal = Files.readAllLines(run.resolve("evaluations.jsonl"));
    int came = candidates(timed).get(0).getAsJsonObject().get("evaluations").getAsInt();
    assertThat(came).isBetween(1, 10_000);
    JsonArray again = candidates(Command.run(home, "resume copy --json").succeeded());
    assertThat(again).isEqualTo(candidates(timed));
    assertThat(Files.readAllLines(run.resolve("evaluations.jsonl"))).isEqualTo(journal);
    // Only who searches again gets more.
    JsonArray more =
        candidates(Command.run(home, "search copy --time-limit 1s --json").succeeded());
    assertThat(more.get(0).getAsJsonObject().get("evaluations").getAsInt()).isGreaterThan(came);
    assertThat(Files.readAllLines(run.resolve("evaluations.jsonl")))
        .startsWith(journal.toArray(String[]::new));
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
    JsonObject json =
        JsonParser.parseString(Command.run(home, "top copy --json").succeeded().out())
            .getAsJsonObject();
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
    assertThat(candidates(Command.run(home, "retrain copy --top 1 --json").succeeded())).hasSize(2);
    assertThat(Files.readAllLines(run.resolve("retrained.jsonl"))).isEqualTo(before);
    Command more = Command.run(home, "retrain copy --top 3").succeeded();
    assertThat(Files.readAllLines(run.resolve("retrained.jsonl")))
        .startsWith(before.toArray(String[]::new))
        .hasSizeLessThanOrEqualTo(before.size() + 1);
    assertThat(more.out()).contains("export the winner with: supernet export copy");
  }

  @Test
  void exportsAgainWhereTheExportIsGone() {
    JsonObject result =
        JsonParser.parseString(Command.run(home, "export copy --json").succeeded().out())
            .getAsJsonObject();
    Path export = home.resolve("savedmodels").resolve("copy");
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
    JsonArray rows = JsonParser.parseString(json.out()).getAsJsonArray();
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
    JsonArray rows = JsonParser.parseString(cost.out()).getAsJsonArray();
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

  private static JsonArray candidates(Command command) {
    return JsonParser.parseString(command.out()).getAsJsonObject().getAsJsonArray("candidates");
  }

  /** The journals, and the result without seconds and without the place of the export. */
  private List<String> state() throws IOException {
    JsonObject result =
        JsonParser.parseString(Files.readString(run.resolve("result.json"))).getAsJsonObject();
    result.remove("seconds");
    result.remove("sha256");
    result.remove("savedModel");
    return List.of(
        result.toString(),
        Files.readString(run.resolve("evaluations.jsonl")),
        Files.readString(run.resolve("searches.jsonl")),
        Files.readString(run.resolve("retrained.jsonl")),
        Files.readString(run.resolve("tested.jsonl")));
  }
}
