package io.supernet.report;

import io.supernet.Text;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.report.Table.Column;
import io.supernet.stats.Estimate;
import io.supernet.study.audit.Audit;
import io.supernet.study.audit.Audit.Predictor;
import io.supernet.study.audit.Audit.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How far the supernet's ranking can be trusted, by an audit. */
final class RankingSection {

  private static final String ID = "ranking";
  private static final String TITLE = "Ranking";

  private final Audit audit;

  private RankingSection(Audit audit) {
    this.audit = audit;
  }

  /**
   * The section.
   *
   * @param name of the run on the command line
   * @param truths the architectures that were trained alone
   */
  static Section section(String name, Optional<Audit> audit, List<Truth> truths) {
    List<Html> blocks = new ArrayList<>();
    if (audit.isEmpty()) {
      blocks.add(
          Html.of(
              "<p>Not measured. %s trains a sample of architectures alone and compares; write this page again afterward.</p>",
              Html.code("tools/supernet audit " + name)));
    } else {
      blocks.addAll(new RankingSection(audit.get()).measures());
    }
    if (!truths.isEmpty()) {
      blocks.add(against(Quantity.ACCURACY, truths, Truth::supernet).html());
      blocks.add(against(Quantity.MACS, truths, Truth::macs).html());
    }
    return new Section(ID, TITLE, blocks);
  }

  private List<Html> measures() {
    String k = Integer.toString(audit.top());
    List<Column> columns = new ArrayList<>(List.of(Column.text("ranked by")));
    columns.add(Column.number("Kendall's tau"));
    columns.add(Column.number("Spearman"));
    columns.add(Column.number("tau in the true top 10 %"));
    columns.add(Column.number("precision at " + k));
    columns.add(Column.number("top 1 below the best (points)"));
    columns.add(Column.number("best of top " + k + " below the best (points)"));
    List<List<String>> rows = new ArrayList<>();
    for (Predictor p : audit.predictors()) {
      rows.add(
          List.of(
              p.name(),
              text(p.tau(), 1),
              text(p.spearman(), 1),
              text(p.topTau(), 1),
              text(p.precision(), 1),
              text(p.regretOfOne(), 100),
              text(p.regretOfTop(), 100)));
    }
    List<Html> blocks = new ArrayList<>();
    String subject =
        Text.of(
            "%s architectures; truth: %s. Brackets hold 95 %% intervals, bootstrapped over the architectures. Ceiling (tau between two seeds): %s.",
            Numbers.count(audit.architectures()), audit.truth(), text(audit.ceiling(), 1));
    blocks.add(Html.paragraph(subject));
    blocks.add(new Table(columns, rows).html());
    if (!audit.starts().isEmpty()) {
      blocks.add(starts());
    }
    return blocks;
  }

  private Html starts() {
    int epochs = audit.starts().get(0).epochs();
    List<Column> columns = new ArrayList<>(List.of(Column.architecture("architecture")));
    columns.add(Column.number("inherited (%)"));
    columns.add(Column.number(Text.of("fine-tuned, %d epochs (%%)", epochs)));
    columns.add(Column.number(Text.of("from scratch, %d epochs (%%)", epochs)));
    columns.add(Column.number("fully trained (%)"));
    List<List<String>> rows = new ArrayList<>();
    for (Start s : audit.starts()) {
      rows.add(
          List.of(
              s.architecture(),
              Numbers.fixed(100 * s.inherited(), 2),
              Numbers.fixed(100 * s.fineTuned(), 2),
              Numbers.fixed(100 * s.fromScratch(), 2),
              Numbers.fixed(100 * s.truth(), 2)));
    }
    return Html.of("<h3>Starting weights</h3>\n%s", new Table(columns, rows).html());
  }

  private static Chart against(
      Quantity quantity, List<Truth> truths, ToDoubleFunction<Truth> predictor) {
    List<Point> points =
        truths.stream()
            .map(
                t ->
                    new Point(
                        quantity.shown(predictor.applyAsDouble(t)),
                        100 * t.mean(),
                        100 * t.lowest(),
                        100 * t.highest(),
                        t.architecture()))
            .toList();
    return new Chart(
        "Accuracy alone against " + quantity.axis().label(),
        "Mean over the trainings of each architecture; bars from its lowest to its highest.",
        quantity.axis(),
        new Axis("accuracy trained alone", "%", 2),
        List.of(new Series("sample", Kind.POINTS, points)),
        List.of());
  }

  /** On one line. */
  private static String text(Estimate figure, double factor) {
    return figure == null ? Numbers.NONE : figure.text(factor).replace(", ", ",\u00a0");
  }
}
