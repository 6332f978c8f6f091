package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.run.Manifests;
import io.supernet.run.PriorSample;
import io.supernet.run.RunLayout;
import io.supernet.run.SearchOptions;
import io.supernet.stats.LogRank;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Searches of a trained supernet that follow a prior in place of accuracy. */
class PriorSearchTest extends CopiedRun {

  /** The product of two ranks, each against its own random sample, which is scored once. */
  @Test
  void searchesByAPrior() throws IOException {
    String search = "search copy --budget 8 --no-baseline --json";
    Command first = Command.run(home, search + " --prior accuracy,live-macs").succeeded();
    assertThat(first.err())
        .containsPattern("prior: accuracy.* 8 architectures")
        .containsPattern("prior: live-macs.* 2,000 architectures");
    JsonObject kept =
        JsonParser.parseString(Files.readString(run.resolve("prior.json"))).getAsJsonObject();
    JsonObject scores = kept.getAsJsonObject("scores");
    assertThat(scores.getAsJsonArray("accuracy")).hasSize(8);
    assertThat(scores.getAsJsonArray("live-macs")).hasSize(2_000);

    Command top =
        Command.run(home, "top copy --json --objectives prior:accuracy*live-macs,live-macs")
            .succeeded();
    JsonObject best =
        JsonParser.parseString(top.out())
            .getAsJsonObject()
            .getAsJsonArray("rows")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("figures");
    double expected =
        LogRank.against(sorted(scores, "accuracy"), best.get("accuracy").getAsDouble())
            + LogRank.against(sorted(scores, "live-macs"), best.get("live-macs").getAsDouble());
    assertThat(best.get("prior:accuracy*live-macs").getAsDouble()).isEqualTo(expected);

    assertThat(Command.run(home, "report copy").succeeded().out()).contains("report.html");
    assertThat(run.resolve("report.html"))
        .content()
        .contains("The best by prior:accuracy*live-macs", "the sample of a prior, an audit or")
        .doesNotContain("Accuracy against prior");

    String journal = Files.readString(run.resolve("evaluations.jsonl"));
    Command again = Command.run(home, search).succeeded();
    assertThat(again.err()).doesNotContain("prior: ");
    assertThat(json(again).get("candidates")).isEqualTo(json(first).get("candidates"));
    assertThat(run.resolve("evaluations.jsonl")).hasContent(journal);
    assertThat(Command.run(home, search + " --prior none").succeeded().err())
        .doesNotContain("prior: ");
  }

  /** Whatever it decides, it says so, keeps it, and goes on by it. */
  @Test
  void decidesOnceWhetherSizeCounts() throws IOException {
    String search = "search copy --budget 4 --no-baseline --json --prior auto";
    Command first = Command.run(home, search).succeeded();
    assertThat(first.err())
        .containsPattern("prior auto: accuracy (and live-macs|alone), since .*large networks|size");
    PriorSample kept = PriorSample.read(new RunLayout(run)).orElseThrow();
    boolean counts = first.err().contains("accuracy and live-macs");
    assertThat(kept.weights()).isEqualTo(Map.of("accuracy", 1.0, "live-macs", counts ? 1.0 : 0.0));
    Command again = Command.run(home, search).succeeded();
    assertThat(again.err()).doesNotContain("prior auto");
    assertThat(json(again).get("candidates")).isEqualTo(json(first).get("candidates"));

    // What it decides by has to be known again, once another prior has scored the sample.
    kept.withWeights(Map.of()).write(new RunLayout(run));
    assertThat(Command.run(home, "top copy").succeeded().out()).contains("0 evaluated");
    Command.run(home, search).succeeded();
    assertThat(PriorSample.read(new RunLayout(run)).orElseThrow()).isEqualTo(kept);
  }

  /** A search that wants a prior has changed the manifest, and is still at its sample. */
  @Test
  void looksWhileTheSampleIsScored() {
    RunLayout layout = new RunLayout(run);
    PriorSample.of("com.acme.Judge", Map.of("loss", new double[] {0})).write(layout);
    Manifests.change(
        run, old -> old.withSearch(old.search().withObjectives(List.of("prior:loss", "macs"))));
    assertThat(Command.run(home, "top copy").succeeded().out()).contains("0 evaluated");
    Command.run(home, "report copy").succeeded();
    assertThat(run.resolve("report.html")).content().contains("Nothing was evaluated yet");
    Command.run(home, "top copy --objectives prior:loss").failed(4, "no sample for the prior yet");
    PriorSample.of(SearchOptions.SUPERNET, Map.of("loss", new double[] {0})).write(layout);
    assertThat(Command.run(home, "top copy").succeeded().out()).doesNotContain("0 evaluated");
  }

  /** Latencies for batches of another size are others, and so are their ranks. */
  @Test
  void anotherLatencyTableDropsItsScores() {
    RunLayout layout = new RunLayout(run);
    double[] scores = {1, 2};
    PriorSample.of(SearchOptions.SUPERNET, Map.of("accuracy", scores, "latency", scores))
        .write(layout);
    assertThat(Command.run(home, "latency copy --batch-size 2").succeeded().err())
        .contains("'supernet search' scores it again");
    assertThat(PriorSample.read(layout).orElseThrow().scores()).containsOnlyKeys("accuracy");
  }

  private static JsonObject json(Command command) {
    return JsonParser.parseString(command.out()).getAsJsonObject();
  }

  private static double[] sorted(JsonObject scores, String scorer) {
    double[] values = new double[scores.getAsJsonArray(scorer).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scores.getAsJsonArray(scorer).get(i).getAsDouble();
    }
    assertThat(values).isSorted();
    return values;
  }
}
