package io.supernet.study.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.supernet.SupernetException;
import io.supernet.evaluate.Metric;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.stats.Spread;
import io.supernet.study.compare.TrialResult.Finalist;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Figures of runs that nobody did. */
class ReportTest {

  private static final RunOptions OPTIONS = RunOptions.DEFAULT.withTop(1);
  private static final Plan PLAN = plan(List.of("uniform", "fair"), OPTIONS);

  private static final List<TrialResult> TRIALS =
      List.of(
          trial("uniform", 1, 0.90, 0.88, 0.84, 0.80, 0.5),
          trial("uniform", 2, 0.94, 0.90, 0.86, 0.84, 0.7),
          trial("fair", 1, 0.91, 0.89, 0.91, 0.89, null),
          TrialResult.failed(new Trial("fair", 2), "Training diverged."),
          trial("random", 1, 0.80, 0.79, 0.70, 0.69, null),
          trial("random", 2, 0.82, 0.81, 0.80, 0.79, null));

  @Test
  void meansAndSampleDeviationsOverTheSeeds() {
    Report report = Report.of("cell", Metric.ACCURACY, PLAN, TRIALS);
    assertThat(report.rows())
        .extracting(Report.Row::name)
        .containsExactly(
            "uniform", "fair", "best of 3 random, no supernet", "one random, no supernet");
    Report.Row uniform = report.rows().get(0);
    assertThat(uniform.validation().mean()).isCloseTo(0.92, within(1e-12));
    // (0.02² + 0.02²) / (2 − 1), its root.
    assertThat(uniform.validation().deviation()).isCloseTo(0.02 * Math.sqrt(2), within(1e-12));
    assertThat(uniform.test().values()).containsExactly(0.88, 0.90);
    assertThat(uniform.randomTest().mean()).isCloseTo(0.82, within(1e-12));
    assertThat(uniform.tau().mean()).isCloseTo(0.6, within(1e-12));
    assertThat(uniform.train().mean()).isCloseTo(10, within(1e-12));
    assertThat(uniform.passes().mean()).isEqualTo(3720);
    Report.Row fair = report.rows().get(1);
    assertThat(fair.failed()).isEqualTo(1);
    assertThat(fair.test()).isEqualTo(Spread.of(0.89));
    assertThat(fair.tau()).isNull();
    assertThat(report.rows().get(2).test().mean()).isCloseTo(0.80, within(1e-12));
    assertThat(report.rows().get(3).test().mean()).isCloseTo(0.74, within(1e-12));
    assertThat(report.rows().get(3).passes().mean()).isZero();
    assertThat(report.rows().get(3).randomTest()).isNull();
  }

  @Test
  void asMarkdown() {
    String text = ReportText.of(Report.of("cell", Metric.ACCURACY, PLAN, TRIALS));
    assertThat(text)
        .startsWith("# Supernet strategies compared: cell\n\n```\nsupernet compare …\n```\n")
        .contains(
            "| uniform | 1 | 40 | 3,720 | 92.00 ± 2.83 % | 89.00 ± 1.41 % | 85.00 ± 1.41 % | 82.00 ± 2.83 % | 0.600 ± 0.141 | "
                + "25.0 ± 0.0 % | 10 s | 4 s | 5 s | 1.50 GB |\n")
        .contains("| fair | 1 | 40 | 3,720 | 91.00 % | 89.00 % | 91.00 % | 89.00 % | - | ")
        .contains("- Without figures: fair, seed 2: Training diverged.\n");
  }

  @Test
  void asAPlotWithADotForEachRun() throws Exception {
    String svg = SeedPlot.of(Report.of("cell & co", Metric.ACCURACY, PLAN, TRIALS));
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    // Two of the legend; found 2 + 1 + 2 + 2; random search 2 + 1.
    assertThat(parsed.getElementsByTagName("circle").getLength()).isEqualTo(2 + 7 + 3);
    assertThat(svg).contains("cell &amp; co").doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void ofAnotherMetricNothingIsInPercent() {
    List<TrialResult> errors =
        List.of(
            trial("uniform", 1, 4210.5, 4300, 4400, 4500, null),
            trial("fair", 1, 4100, 4200, 4350, 4450, null),
            trial("random", 1, 5000, 5100, 5200, 5300, null));
    Report report = Report.of("cell", Metric.RMSE, PLAN, errors);
    assertThat(ReportText.of(report))
        .contains(
            "| validation rmse | test rmse |", "| 4210.500 | 4300.000 | 4400.000 | 4500.000 |")
        .contains("![Test rmse after retraining]")
        .doesNotContain("ccuracy");
    assertThat(SeedPlot.of(report))
        .contains(
            "Test rmse after retraining: cell",
            ">rmse on test examples, less is better<",
            ">4200<",
            ">5000<");
  }

  @Test
  void ofFailuresAloneHasNoFigures() {
    List<TrialResult> failed =
        PLAN.trials().stream().map(trial -> TrialResult.failed(trial, "No.")).toList();
    Report report = Report.of("cell", Metric.ACCURACY, PLAN, failed);
    assertThat(report.rows()).allMatch(row -> row.test() == null);
    assertThat(ReportText.of(report)).contains("| uniform | 0 | 0 | - | - | - | - |");
    assertThat(SeedPlot.of(report)).doesNotContain("NaN");
  }

  @Test
  void theSpreadOfUpdateCountsIsRelativeToTheMeanOfTheDecision() {
    assertThat(SupernetRecords.spread(new long[][] {{12, 12, 12}, {4, 4}})).isZero();
    assertThat(SupernetRecords.spread(new long[][] {{8, 12}, {1, 2, 3}, {0, 0}})).isEqualTo(1);
  }

  @Test
  void aPlanRunsAllStrategiesOfASeedBeforeTheNext() {
    assertThat(PLAN.trials())
        .extracting(Trial::name)
        .containsExactly("uniform-1", "fair-1", "random-1", "uniform-2", "fair-2", "random-2");
    // 40 epochs are two trainings of 18 and some.
    assertThat(PLAN.randomArchitectures()).isEqualTo(3);
  }

  @Test
  void aPlanRefusesWhatMakesNoFairComparison() {
    assertRefused("Name each strategy once", List.of("fair", "fair"), OPTIONS);
    assertRefused("1 or more strategies", List.of(), OPTIONS);
    assertRefused("leave out --top", List.of("fair"), RunOptions.DEFAULT);
    assertRefused(
        "leave out --sampler",
        List.of("fair"),
        OPTIONS.withSampling(new SamplingOptions("fair", 1, false)));
    assertRefused("'greedy' is not known", List.of("greedy"), OPTIONS);
  }

  private static void assertRefused(String why, List<String> strategies, RunOptions options) {
    assertThatThrownBy(() -> plan(strategies, options).checkNew())
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining(why);
  }

  private static Plan plan(List<String> strategies, RunOptions options) {
    return new Plan("supernet compare …", strategies, 2, options, null, null, 0, "");
  }

  private static TrialResult trial(
      String strategy,
      long seed,
      double validation,
      double test,
      double randomValidation,
      double randomTest,
      Double tau) {
    Double supernet = strategy.equals("random") ? null : 0.5;
    return new TrialResult(
        strategy,
        seed,
        1,
        40,
        3720,
        new Finalist("a", supernet, validation, test),
        new Finalist("b", supernet, randomValidation, randomTest),
        tau,
        0.25,
        Map.of("train", 10.0, "search", 4.0, "retrain", 5.0),
        1_500_000_000L,
        null);
  }
}
