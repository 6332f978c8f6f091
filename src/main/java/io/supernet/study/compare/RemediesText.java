package io.supernet.study.compare;

import io.supernet.Text;
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
    remedies.rows().forEach(row -> table.add(cells(row)));
    text.append(Markdown.table(table));
    text.append(
        Text.of(
            "\nKendall's tau-b between the accuracy with inherited weights and %s of %d architectures; mean ± sample standard deviation over the seeds. Multiply-adds alone: %s; parameters alone: %s. Regret: accuracy lost by taking the supernet's first. A mean of several supernets costs their trainings together.\n",
            remedies.truth(),
            remedies.architectures(),
            tau(remedies.macs()),
            tau(remedies.parameters())));
    return text.toString();
  }

  private static List<String> cells(Remedies.Row row) {
    return List.of(
        row.strategy(),
        row.policy().name().toLowerCase(Locale.ROOT),
        ReportText.show(row.passes(), 1, "%,.0f", false),
        ReportText.show(row.train(), 1, "%.0f s", false),
        ReportText.show(row.tau(), 1, "%.3f", true),
        ReportText.show(row.regret(), 100, "%.2f %%", true),
        tau(row.averagedTau()),
        row.averagedRegret() == null ? "-" : Text.of("%.2f %%", 100 * row.averagedRegret()));
  }

  private static String tau(Double value) {
    return value == null ? "-" : Text.of("%.3f", value);
  }
}
