package io.supernet.study.compare;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.stats.Spread;
import io.supernet.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A report on ways of searching, as Markdown. */
public final class MethodText {

  private static final double CONFIDENCE = 0.95;

  private MethodText() {}

  /** The whole document. */
  public static String of(MethodReport report) {
    Metric metric = report.metric();
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "method",
            "networks trained",
            "spent",
            "by the clock",
            "live multiply-adds of the winner",
            "validation " + metric.name(),
            "test " + metric.name(),
            "behind the last"));
    report.rows().forEach(row -> table.add(cells(metric, row)));
    return Text.of("# Ways of searching compared: %s\n\n", report.space())
        + "```\n"
        + report.plan().command()
        + "\n```\n\n"
        + Markdown.table(table)
        + Text.of("\n![Test %s of the winner](comparison.svg)\n\n", metric.name())
        + Markdown.list(words(report));
  }

  private static List<String> cells(Metric metric, MethodReport.Row row) {
    return List.of(
        row.method().title(),
        mean(row.trained(), 1, "%.1f"),
        mean(row.spent(), 1, "%.0f s"),
        mean(row.clock(), 1, "%.0f s"),
        mean(row.liveMacs(), 1e-6, "%.2f M"),
        ReportText.show(metric, row.validation()),
        ReportText.show(metric, row.test()),
        behind(metric, row.behind()));
  }

  private static String mean(@Nullable Spread spread, double unit, String format) {
    return ReportText.show(spread, unit, format, false);
  }

  /** How far a method is behind the last, with its interval. */
  public static String behind(Metric metric, @Nullable Spread behind) {
    Double mean = behind == null ? null : behind.mean();
    if (mean == null) {
      return "-";
    }
    Double half = Objects.requireNonNull(behind).halfWidth(CONFIDENCE);
    return half == null
        ? metric.text(mean)
        : Text.of(
            "%s (%s to %s)",
            metric.number(mean), metric.number(mean - half), metric.text(mean + half));
  }

  /** How the figures were made, a sentence each. */
  public static List<String> words(MethodReport report) {
    MethodPlan plan = report.plan();
    Method last = plan.methods().get(plan.methods().size() - 1);
    List<String> words = new ArrayList<>();
    words.add(
        Text.of(
            "Mean%s of %d %s, from %d up. A seed decides the data split and all draws. Each method may spend %.0f s for a seed, supernet and scoring included.",
            plan.seeds() > 1 ? " ± sample standard deviation" : "",
            plan.seeds(),
            plan.seeds() > 1 ? "seeds" : "seed",
            plan.options().seed(),
            plan.seconds()));
    words.add(
        "Spent: by prices that were measured once, at the beginning, on this machine: an epoch of the supernet, an evaluation, a score of an untrained network, and an epoch of a network alone by its live multiply-adds. By the clock: what it took.");
    words.add(
        Text.of(
            "Behind the last: how much better '%s' is with the same seed on test examples; in brackets the 95 %% interval of the mean, by Student's t.",
            last.title()));
    words.add(
        "The winner is chosen by validation; each value on test examples was measured once, at the end.");
    report.results().stream()
        .filter(result -> result.failure() != null)
        .forEach(
            result ->
                words.add(
                    Text.of(
                        "Without a winner: %s, seed %d: %s",
                        result.method().title(), result.seed(), result.failure())));
    return words;
  }
}
