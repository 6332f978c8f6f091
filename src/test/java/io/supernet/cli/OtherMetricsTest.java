package io.supernet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.supernet.Progress;
import io.supernet.TinyRun;
import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Extensions;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.search.EvolutionSearch;
import io.supernet.spaces.Definitions;
import io.supernet.study.compare.Comparison;
import io.supernet.study.compare.Plan;
import io.supernet.supernet.Optimization;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of runs whose metric is another than accuracy: they go by that, in its unit. */
class OtherMetricsTest {

  private static final String RUN =
      "train --space dense-blocks --set blocks=2 --set hidden=4 --set width=4 --epochs 2 --threads 1 --batch 16 --quiet ";

  private static final String AUDIT =
      " --sample 3 --pool 3 --seeds 2 --epochs 2 --top 2 --workers 1 --no-both-policies";

  @TempDir static Path home;

  private static Path table;

  @BeforeAll
  static void make() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder rows = new StringBuilder("a,b,big,price\n");
    for (int i = 0; i < 90; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      double price = 5000 + 1000 * a - 500 * b;
      rows.append(a).append(',').append(b).append(',');
      rows.append(price > 5600 ? "yes" : "no").append(',').append(price).append('\n');
    }
    table = Files.writeString(home.resolve("prices.csv"), rows);
    Command.run(home, RUN + "--task regression --metric rmse --name prices --data csv:" + table)
        .succeeded();
    Command.run(
            home,
            RUN
                + "--metric balanced_accuracy --label big --drop price --name big --data csv:"
                + table)
        .succeeded();
  }

  /** An audit of errors, and once more with what it left as its table. */
  @Test
  void anAuditOfErrors() throws IOException {
    Path run = home.resolve("models").resolve("audited");
    TinyRun.copy(run.resolveSibling("prices"), run);
    Command audit = Command.run(home, "audit audited" + AUDIT).succeeded();
    assertThat(audit.out())
        .contains("2 seeds of 2 epochs each, judged by rmse on validation examples)")
        .contains(" above the best of all by rmse, ", "| top 1 above the best, rmse |")
        .contains("| prior rmse × live-macs |", "(mean rmse of 3: inherited ")
        .doesNotContain("ccurac", " points");
    Path truth = run.resolve("audit").resolve("truth.csv");
    assertThat(truth).content().startsWith("architecture,rmse_seed1,rmse_seed2,rmse,macs,");
    JsonObject json = Command.run(home, "audit audited --json" + AUDIT).succeeded().json();
    assertThat(json.getAsJsonObject("metric").get("name").getAsString()).isEqualTo("rmse");
    // Prices are some hundreds off: no share.
    assertThat(json.get("trueBest").getAsDouble()).isGreaterThan(1);
    assertThat(json.get("trueBest").getAsDouble()).isLessThan(json.get("trueMean").getAsDouble());
    Path table = Files.copy(truth, home.resolve("truth.csv"));
    Command.run(home, "report audited").succeeded();
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Rmse alone against supernet rmse", "rmse trained alone")
        .contains("top 1 above the best (rmse)")
        .doesNotContain("ccuracy");
    JsonObject again =
        Command.run(
                home,
                "audit audited --json --top 2 --no-both-policies --metric rmse --table " + table)
            .succeeded()
            .json();
    for (String figure : List.of("trueBest", "trueMean", "randomRegretOfTop")) {
      assertThat(again.get(figure)).as(figure).isEqualTo(json.get(figure));
    }
    assertThat(again.getAsJsonArray("predictors").get(0))
        .isEqualTo(json.getAsJsonArray("predictors").get(0));
  }

  /** The column of another metric of the task is compared with what the supernet says of that. */
  @Test
  void aTableOfAnotherMetricOfTheTask() throws IOException {
    StringBuilder rows = new StringBuilder("architecture,loss,r2\n");
    String[] lines =
        Command.run(home, "evaluate prices --file " + architectures())
            .succeeded()
            .out()
            .split("\n");
    assertThat(lines[0]).isEqualTo("architecture,rmse,r2,loss");
    for (String line : List.of(lines).subList(1, lines.length)) {
      String[] cells = line.split(",");
      int n = cells.length;
      rows.append(String.join(",", List.of(cells).subList(0, n - 3)));
      rows.append(',').append(cells[n - 1]).append(',').append(cells[n - 2]).append('\n');
    }
    Path table = Files.writeString(home.resolve("known.csv"), rows);
    for (String column : List.of("loss", "r2")) {
      JsonObject audit =
          Command.run(
                  home,
                  "audit prices --json --no-both-policies --top 2 --metric "
                      + column
                      + " --table "
                      + table)
              .succeeded()
              .json();
      assertThat(audit.getAsJsonObject("metric").get("name").getAsString()).isEqualTo(column);
      JsonObject supernet = audit.getAsJsonArray("predictors").get(0).getAsJsonObject();
      assertThat(supernet.getAsJsonObject("tau").get("value").getAsDouble()).isEqualTo(1);
      assertThat(supernet.getAsJsonObject("regretOfOne").get("value").getAsDouble()).isZero();
    }
    Command searched =
        Command.run(
                home,
                "search --table "
                    + table
                    + " --metric r2 --space "
                    + home.resolve("models/prices/definition.pbtxt"))
            .succeeded();
    assertThat(searched.out()).contains(" r2 ", "below the best").doesNotContain("%");
  }

  private static Path architectures() throws IOException {
    Path run = home.resolve("models").resolve("prices");
    StringBuilder all = new StringBuilder();
    try (Run opened = Run.builder(run).open()) {
      for (int i = 0; i < 4; i++) {
        all.append(
                opened
                    .definition()
                    .format(opened.definition().space().sample(new SplittableRandom(i))))
            .append('\n');
      }
    }
    return Files.writeString(home.resolve("some.txt"), all);
  }

  @Test
  void aShareIsInPointsUnderItsName() throws IOException {
    Path run = home.resolve("models").resolve("big");
    Command audit = Command.run(home, "audit big" + AUDIT).succeeded();
    assertThat(audit.out())
        .contains("judged by balanced_accuracy on validation examples)")
        .contains(" points below the best of all by balanced_accuracy, ")
        .contains("| prior balanced_accuracy × live-macs |");
    assertThat(run.resolve("audit").resolve("truth.csv"))
        .content()
        .startsWith("architecture,balanced_accuracy_seed1,");
    Command coupling =
        Command.run(home, "coupling big --probes 2 --steps 1 --pairs 2 --json").succeeded();
    assertThat(coupling.json().getAsJsonObject("metric").get("name").getAsString())
        .isEqualTo("balanced_accuracy");
    assertThat(run.resolve("coupling.md"))
        .content()
        .contains(
            "change the balanced_accuracy of an architecture by ", "balanced_accuracy, points");
  }

  @Test
  void errorsAreDisturbedInTheirUnit() {
    Command.run(home, "coupling prices --probes 2 --steps 1 --pairs 2").succeeded();
    assertThat(home.resolve("models/prices/coupling.md"))
        .content()
        .contains("change the rmse of an architecture by ", "| probes | rmse | loss |")
        .doesNotContain("points", "ccurac");
  }

  @Test
  void strategiesAreComparedByExplainedVariance() {
    TrainingOptions training = new TrainingOptions(2, 16, 0.05, 1, Optimization.DEFAULT, false);
    EvolutionSearch.Options evolution = new EvolutionSearch.Options(2, 2, 0.2);
    RunOptions options =
        RunOptions.builder()
            .data("csv:" + table)
            .reading(
                DataOptions.DEFAULT.with().task(TaskKind.REGRESSION).drop(List.of("big")).build())
            .threads(1)
            .supernet(training)
            .search(new SearchOptions("evolution", 3, evolution, true))
            .alone(training)
            .top(1)
            .checkpointSeconds(0)
            .build();
    NetworkDefinition network = Definitions.find("dense-blocks");
    for (String field : List.of("width=4", "blocks=2", "hidden=4")) {
      network = Definitions.set(network, field);
    }
    Path duel = home.resolve("models").resolve("duel");
    Plan plan = new Plan("supernet compare", List.of("uniform"), 1, options, null, null, 0, "");
    try (Comparison comparison = Comparison.create(duel, network, plan)) {
      comparison.run(
          run -> Comparison.runTrial(run, Extensions.NONE, Progress.SILENT), Progress.SILENT);
    }
    assertThat(Comparison.report(duel).metric().name()).isEqualTo("r2");
    assertThat(duel.resolve("comparison.md"))
        .content()
        .contains("| validation r2 | test r2 |")
        .doesNotContain("ccurac");
    Command.run(home, "report duel").succeeded();
    assertThat(duel.resolve("report.html"))
        .content()
        .contains("Test r2 against training time")
        .doesNotContain("ccuracy");
  }

  /** What ranks them: the prior stands for the metric, and shares are in percent by name. */
  @Test
  void aPriorStandsForTheMetric() throws IOException {
    Path run = home.resolve("models").resolve("found");
    TinyRun.copy(run.resolveSibling("prices"), run);
    String search = "search found --quiet --budget 4 --strategy random --no-baseline --prior ";
    Command.run(home, search + "r2,live-macs --objectives loss")
        .failed(2, "or for a metric that is in it, and the objectives are loss");
    Command.run(home, search + "rmse,live-macs").succeeded();
    assertThat(Command.run(home, "top found").succeeded().out())
        .contains("prior:rmse*live-macs", " rmse ")
        .doesNotContain("ccuracy", "%");
  }
}
