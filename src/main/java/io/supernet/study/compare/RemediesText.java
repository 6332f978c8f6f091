package io.supernet.study.compare;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Remedies against weight coupling as Markdown. */
public final class RemediesText {

  private static final List<String> HEAD =
      List.of(
          "training",
          "judged with statistics",
          "passes",
          "training time",
          "tau",
          "regret of the top 1",
          "tau, mean of the seeds' supernets",
          "its regret");

  private RemediesText() {}

  /** The whole document. */
  public static String of(Remedies remedies) {
    StringBuilder text = new StringBuilder("# Remedies against weight coupling\n\n");
    List<List<String>> table = new ArrayList<>(List.of(HEAD));
    remedies.rows().forEach(row -> table.add(cells(remedies.metric(), row)));
    text.append(Markdown.table(table));
    text.append(
        Text.of(
            "\nKendall's tau-b between the %s with inherited weights and %s of %d architectures; mean ± sample standard deviation over the seeds. Multiply-adds alone: %s; parameters alone: %s. Regret: how far the %s of the supernet's first is %s the best. A mean of several supernets costs their trainings together.\n",
            remedies.metric().name(),
            remedies.truth(),
            remedies.architectures(),
            tau(remedies.macs()),
            tau(remedies.parameters()),
            remedies.metric().name(),
            remedies.metric().worse()));
    return text.toString();
  }

  private static List<String> cells(Metric metric, Remedies.Row row) {
    return List.of(
        row.strategy(),
        row.policy().name().toLowerCase(Locale.ROOT),
        ReportText.show(row.passes(), 1, "%,.0f", false),
        ReportText.show(row.train(), 1, "%.0f s", false),
        ReportText.show(row.tau(), 1, "%.3f", true),
        ReportText.show(metric, row.regret()),
        tau(row.averagedTau()),
        row.averagedRegret() == null ? "-" : metric.text(row.averagedRegret()));
  }

  private static String tau(Double value) {
    return value == null ? "-" : Text.of("%.3f", value);
  }
}
