package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.supernet.measure.LatencyTable;
import io.supernet.run.LatencyFile;
import io.supernet.run.RunLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Searching on in a run that is done. */
class SearchAgainTest extends CopiedRun {

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
    JsonObject best = searched.candidates().get(0).getAsJsonObject();
    assertThat(best.get("evaluations").getAsInt()).isEqualTo(20);
    assertThat(best.getAsJsonObject("retrained").has("accuracy")).isFalse();
    // Thirty examples are few in any case: either all are tied, or the best are close.
    assertThat(searched.err()).contains("caution: ");
    assertThat(searched.json().getAsJsonArray("cautions")).isNotEmpty();
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
    JsonObject result = searched.json();
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
    assertThat(searched.json().get("searchEnd").getAsString())
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
    JsonObject first = searched.json().getAsJsonArray("front").get(0).getAsJsonObject();
    double predicted = first.getAsJsonObject("figures").get("latency").getAsDouble();
    String architecture = first.get("architecture").getAsString();
    Command measured = Command.run(home, "latency copy --json " + architecture).succeeded();
    JsonObject latency = measured.json();
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
    JsonObject result = searched.json();
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
    int came = timed.candidates().get(0).getAsJsonObject().get("evaluations").getAsInt();
    assertThat(came).isBetween(1, 10_000);
    JsonArray again = Command.run(home, "resume copy --json").succeeded().candidates();
    assertThat(again).isEqualTo(timed.candidates());
    assertThat(Files.readAllLines(run.resolve("evaluations.jsonl"))).isEqualTo(journal);
    // Only who searches again gets more.
    JsonArray more =
        Command.run(home, "search copy --time-limit 1h --json --budget " + (came + 4))
            .succeeded()
            .candidates();
    assertThat(more.get(0).getAsJsonObject().get("evaluations").getAsInt()).isGreaterThan(came);
    assertThat(Files.readAllLines(run.resolve("evaluations.jsonl")))
        .startsWith(journal.toArray(String[]::new));
  }
}
