package io.supernet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.run.RunOptions;
import io.supernet.stats.Spread;
import io.supernet.study.compare.Method;
import io.supernet.study.compare.MethodPlan;
import io.supernet.study.compare.MethodReport;
import io.supernet.study.compare.MethodResult;
import io.supernet.study.compare.Plan;
import io.supernet.study.compare.Remedies;
import io.supernet.study.compare.Report;
import io.supernet.study.compare.TrialResult;
import io.supernet.study.compare.TrialResult.Finalist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison that nobody did: looked at in a browser where there is one. */
class ComparisonReportTest {

  private static final String NASTY = "<script>alert(1)</script>";

  @TempDir Path folder;

  @Test
  void showsStrategiesRemediesAndSeeds() throws IOException {
    Spread three = Spread.of(0.872, 0.876, 0.88);
    Spread one = Spread.of(12);
    Report.Row row =
        new Report.Row(
            "uniform", 0, 1, 5, one, three, three, three, three, three, null, one, one, one, one);
    Finalist found = new Finalist("found-" + NASTY, 0.7, 0.871, 0.8765);
    TrialResult trial =
        new TrialResult(
            "uniform", 1, 1, 5, 20, found, found, 0.4, 0.1, Map.of("train", 12.0), 1L, null);
    Plan plan =
        new Plan(
            "supernet compare " + NASTY,
            List.of("uniform"),
            1,
            RunOptions.DEFAULT.withTop(1),
            null,
            null,
            0,
            "");
    Remedies remedies =
        new Remedies(
            Metric.ACCURACY,
            "seed1",
            24,
            0.5,
            null,
            List.of(
                new Remedies.Row(
                    "uniform", BatchNormMode.CALIBRATED, one, one, three, three, 0.61, 0.012)));
    Report report = new Report("cell", Metric.ACCURACY, plan, List.of(row), List.of(trial));
    String page = ComparisonReport.page(report, Optional.of(remedies), "duel").html();
    assertThat(PageCheck.text(PageCheck.check(page)))
        .contains("Comparison duel", "87.60 ± 0.40", "0.876 ± 0.004")
        .contains("Remedies against weight coupling", "calibrated", "0.610", "1.20")
        .contains("found-" + NASTY, "87.65")
        .doesNotContain("NaN", "null");
  }

  @Test
  void showsWaysOfSearchingAndWinners() throws IOException {
    Spread two = Spread.of(0.872, 0.876);
    MethodPlan plan =
        new MethodPlan(
            "supernet compare " + NASTY,
            List.of(Method.RANDOM, Method.TOURNAMENT),
            2,
            60,
            RunOptions.DEFAULT,
            null,
            null,
            "");
    List<MethodReport.Row> rows =
        List.of(
            new MethodReport.Row(Method.RANDOM, 1, two, two, two, two, two, two, two),
            new MethodReport.Row(Method.TOURNAMENT, 2, null, null, null, null, null, null, null));
    List<MethodResult> results =
        List.of(
            new MethodResult(
                Method.RANDOM, 1, 4, 56, Map.of(), "won-" + NASTY, 2_500_000, 0.87, 0.8765, null),
            new MethodResult(Method.TOURNAMENT, 1, 4, 56, Map.of(), null, 0, null, null, "Lost."));
    MethodReport report = new MethodReport("cell", Metric.ACCURACY, plan, rows, results);
    String page = MethodPage.of(report, "race").html();
    assertThat(PageCheck.text(PageCheck.check(page)))
        .contains("Comparison race", "87.40 ± 0.28", "random search", "Lost.")
        .contains("won-" + NASTY, "87.65")
        .doesNotContain("NaN", "null");
  }

  @Test
  void aComparisonThatIsNotDoneHasNone() throws IOException {
    Files.writeString(folder.resolve("plan.json"), "{}");
    assertThatThrownBy(() -> ComparisonReport.write(folder, "duel", folder.resolve("report.html")))
        .hasMessageContaining("is not finished; continue with: supernet compare");
    Files.writeString(folder.resolve("methods.json"), "{}");
    assertThatThrownBy(() -> ComparisonReport.write(folder, "race", folder.resolve("report.html")))
        .hasMessageContaining("is not finished; continue with: supernet compare");
  }
}
