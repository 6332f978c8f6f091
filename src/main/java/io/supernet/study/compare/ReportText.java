package io.supernet.study.compare;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.run.RunOptions;
import io.supernet.stats.Spread;
import io.supernet.text.Markdown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as Markdown. */
public final class ReportText {

  private ReportText() {}

  /** The whole document. */
  public static String of(Report report) {
    Plan plan = report.plan();
    StringBuilder text = new StringBuilder();
    text.append(Text.of("# Supernet strategies compared: %s\n\n", report.space()));
    text.append("```\n").append(plan.command()).append("\n```\n\n");
    Metric metric = report.metric();
    List<List<String>> table = new ArrayList<>(List.of(head(metric.name())));
    report.rows().forEach(row -> table.add(cells(metric, row)));
    text.append(Markdown.table(table));
    text.append(Text.of("\n![Test %s after retraining](comparison.svg)\n\n", metric.name()));
    return text.append(Markdown.list(words(report))).toString();
  }

  private static List<String> head(String metric) {
    return List.of(
        "strategy",
        "paths a step",
        "epochs",
        "passes",
        "validation " + metric,
        "test " + metric,
        "random search: validation",
        "test",
        "tau",
        "update spread",
        "train",
        "search",
        "retrain",
        "peak memory");
  }

  private static List<String> cells(Metric metric, Report.Row row) {
    return List.of(
        row.name(),
        Integer.toString(row.pathsPerStep()),
        Integer.toString(row.epochs()),
        show(row.passes(), 1, "%,.0f", false),
        show(metric, row.validation()),
        show(metric, row.test()),
        show(metric, row.randomValidation()),
        show(metric, row.randomTest()),
        show(row.tau(), 1, "%.3f", true),
        show(row.updateSpread(), 100, "%.1f %%", true),
        show(row.train(), 1, "%.0f s", false),
        show(row.search(), 1, "%.0f s", false),
        show(row.retrain(), 1, "%.0f s", false),
        show(row.peakBytes(), 1e-9, "%.2f GB", false));
  }

  /** Mean and deviation of a metric, or of distances in it. */
  static String show(Metric metric, @Nullable Spread spread) {
    if (spread == null || spread.mean() == null) {
      return "-";
    }
    return spread.deviation() == null
        ? metric.text(spread.mean())
        : metric.number(spread.mean()) + " ± " + metric.text(spread.deviation());
  }

  @SuppressWarnings("FormatStringAnnotation") // All of one shape: a number, and maybe its unit.
  static String show(Spread spread, double unit, String format, boolean deviation) {
    if (spread == null) {
      return "-";
    }
    if (!deviation || spread.deviation() == null) {
      return Text.of(format, unit * spread.mean());
    }
    String number = format.split(" ", 2)[0];
    return Text.of(number, unit * spread.mean())
        + " ± "
        + Text.of(format, unit * spread.deviation());
  }

  /** How the figures were made, a sentence each. */
  public static List<String> words(Report report) {
    Plan plan = report.plan();
    RunOptions options = plan.options();
    List<String> words = new ArrayList<>();
    words.add(
        Text.of(
            "Mean%s of %d %s, from %d up. A seed decides the data split, the first weights and all other draws, for all strategies.",
            plan.seeds() > 1 ? " ± sample standard deviation" : "",
            plan.seeds(),
            plan.seeds() > 1 ? "seeds" : "seed",
            options.seed()));
    words.add(
        Text.of(
            "Data: %s, batches of %d. Each strategy gets the forward and backward passes of %d epochs of steps of one path; with k paths per step it gets 1/k of the epochs, rounded. Passes that ENAS spends on the rewards of its controller, on validation examples and forward only, are not counted, nor are those of the searches.",
            sourceName(options.data()), options.supernet().batch(), options.supernet().epochs()));
    words.add(
        Text.of(
            "Validation and test: the best of %d evaluations by %s with inherited weights, then trained alone for %d epochs. ENAS derives them from its controller instead. Random search: the same for as many random evaluations of the same supernet. The test examples choose nothing; each value on them was measured once, at the end.",
            options.search().budget(), options.search().strategy(), options.alone().epochs()));
    words.add(
        Text.of(
            "Without a supernet: %d random architectures were trained alone, for about as many examples as a supernet and the one that is found in it; the best of them by validation%s.",
            plan.randomArchitectures(),
            plan.randomArchitectures() > 1 ? ", and the first that was drawn" : ""));
    if (plan.table() != null) {
      words.add(
          Text.of(
              "Tau: Kendall's tau-b between validation %s with inherited weights and %s of %s%s; rows whose output does not depend on the input are left out.",
              report.metric().name(),
              plan.metric(),
              Path.of(plan.table()).getFileName(),
              plan.rows() == 0 ? "" : Text.of(", %d rows at most", plan.rows())));
    }
    words.add(
        "Update spread: the largest difference between the update counts of two options of one decision, relative to their mean; for the decision where it is largest. Memory: peak resident memory of a run's process.");
    for (TrialResult trial : report.trials()) {
      if (trial.failure() != null) {
        words.add(
            Text.of(
                "Without figures: %s, seed %d: %s",
                trial.strategy(), trial.seed(), trial.failure()));
      }
    }
    return words;
  }

  /** Without the folder, which says nothing elsewhere. */
  private static String sourceName(String data) {
    return data.contains("/") ? data.replaceFirst(":.*/", ":…/") : data;
  }
}
