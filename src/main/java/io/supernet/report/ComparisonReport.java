package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.report.Table.Column;
import io.supernet.storage.UserFile;
import io.supernet.study.compare.Comparison;
import io.supernet.study.compare.MethodComparison;
import io.supernet.study.compare.Remedies;
import io.supernet.study.compare.Report;
import io.supernet.study.compare.ReportText;
import io.supernet.study.compare.TrialResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of a comparison that is done. */
public final class ComparisonReport {

  private ComparisonReport() {}

  /**
   * Writes the page.
   *
   * @param folder of the comparison
   * @param name by which the command line knows it
   * @param file where the page goes; a file of that name is replaced, a device or pipe written into
   * @throws io.supernet.SupernetException if the comparison is not done or cannot be read, or the
   *     file not be written
   */
  public static void write(Path folder, String name, Path file) {
    UserFile.write(file, page(folder, name).html());
  }

  private static Page page(Path folder, String name) {
    return MethodComparison.isIn(folder)
        ? MethodPage.of(MethodComparison.report(folder), name)
        : page(Comparison.report(folder), Comparison.remedies(folder), name);
  }

  static Page page(Report report, Optional<Remedies> remedies, String name) {
    List<Section> sections = new ArrayList<>();
    sections.add(strategies(report));
    remedies.map(ComparisonReport::remedies).ifPresent(sections::add);
    sections.add(seeds(report));
    return new Page("Comparison " + name, "space " + report.space(), sections);
  }

  private static Section strategies(Report report) {
    Metric metric = report.metric();
    List<List<String>> rows = new ArrayList<>();
    for (Report.Row row : report.rows()) {
      rows.add(
          List.of(
              row.name(),
              // The same for all seeds.
              SpreadCells.number(row.passes() == null ? null : row.passes().mean(), 1, 0),
              SpreadCells.shown(metric, row.validation()),
              SpreadCells.shown(metric, row.test()),
              SpreadCells.shown(metric, row.randomTest()),
              SpreadCells.shown(row.tau(), 1, 3),
              SpreadCells.shown(row.updateSpread(), 100, 1),
              SpreadCells.shown(row.train(), 1, 0),
              SpreadCells.shown(row.peakBytes(), 1e-6, 0)));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.text("strategy")));
    for (String name :
        List.of(
            "passes",
            SpreadCells.named("validation", metric),
            SpreadCells.named("test", metric),
            SpreadCells.named("random search: test", metric),
            "tau",
            "update spread (%)",
            "training (s)",
            "peak memory (MB)")) {
      columns.add(Column.number(name));
    }
    List<Html> blocks = new ArrayList<>();
    blocks.add(new Table(columns, rows).html());
    blocks.add(chart(report).html());
    ReportText.words(report).forEach(sentence -> blocks.add(Html.paragraph(sentence)));
    blocks.add(Html.of("<p>%s</p>", Html.code(report.plan().command())));
    return new Section("strategies", "Strategies", blocks);
  }

  /** What a strategy costs against what it finds. */
  private static Chart chart(Report report) {
    Quantity test = Quantity.of(report.metric(), "test " + report.metric().name());
    List<Series> series = new ArrayList<>();
    for (Report.Row row : report.rows()) {
      if (row.train() != null && row.test() != null) {
        double spread = row.test().deviation() == null ? Double.NaN : row.test().deviation();
        Point point =
            new Point(
                row.train().mean(),
                test.shown(row.test().mean()),
                test.shown(row.test().mean() - spread),
                test.shown(row.test().mean() + spread),
                row.name());
        series.add(new Series(row.name(), Kind.POINTS, List.of(point)));
      }
    }
    return new Chart(
        Text.of("Test %s against training time", report.metric().name()),
        "Mean over the seeds; bars of one sample standard deviation.",
        new Axis("training of the supernet", "s", 0),
        test.axis(),
        series,
        List.of());
  }

  private static Section remedies(Remedies remedies) {
    Metric metric = remedies.metric();
    List<List<String>> rows = new ArrayList<>();
    for (Remedies.Row row : remedies.rows()) {
      rows.add(
          List.of(
              row.strategy(),
              row.policy().name().toLowerCase(Locale.ROOT),
              SpreadCells.shown(row.tau(), 1, 3),
              SpreadCells.shown(metric, row.regret()),
              SpreadCells.number(row.averagedTau(), 1, 3),
              row.averagedRegret() == null ? Numbers.NONE : metric.number(row.averagedRegret())));
    }
    List<Column> columns =
        List.of(
            Column.text("training"),
            Column.text("statistics"),
            Column.number("tau"),
            Column.number(Text.of("regret of the top 1 (%s)", metric.unitOfDistance())),
            Column.number("tau, mean of the seeds' supernets"),
            Column.number(Text.of("its regret (%s)", metric.unitOfDistance())));
    String subject =
        Text.of(
            "%d architectures; truth: %s. Multiply-adds alone: %s; parameters alone: %s.",
            remedies.architectures(),
            remedies.truth(),
            SpreadCells.number(remedies.macs(), 1, 3),
            SpreadCells.number(remedies.parameters(), 1, 3));
    return new Section(
        "remedies",
        "Remedies against weight coupling",
        Html.paragraph(subject),
        new Table(columns, rows).html());
  }

  private static Section seeds(Report report) {
    Metric metric = report.metric();
    List<List<String>> rows = new ArrayList<>();
    for (TrialResult trial : report.trials()) {
      boolean failed = trial.failure() != null;
      rows.add(
          List.of(
              trial.strategy(),
              Long.toString(trial.seed()),
              failed ? Numbers.NONE : metric.number(trial.found().validation()),
              failed ? Numbers.NONE : metric.number(trial.found().test()),
              failed ? trial.failure() : trial.found().architecture()));
    }
    List<Column> columns =
        List.of(
            Column.text("strategy"),
            Column.number("seed"),
            Column.number(SpreadCells.named("validation", metric)),
            Column.number(SpreadCells.named("test", metric)),
            Column.architecture("found"));
    return new Section("seeds", "Every seed", new Table(columns, rows).html());
  }
}
