package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
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
import java.util.function.DoubleFunction;
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
   * @param metric of the truths
   * @param truths the architectures that were trained alone
   */
  static Section section(String name, Optional<Audit> audit, Metric metric, List<Truth> truths) {
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
      blocks.add(against(Quantity.of(metric), metric, truths, Truth::supernet).html());
      blocks.add(against(Quantity.MACS, metric, truths, Truth::macs).html());
    }
    return new Section(ID, TITLE, blocks);
  }

  private List<Html> measures() {
    Metric metric = audit.metric();
    String beyond = Text.of("%s the best (%s)", metric.worse(), metric.unitOfDistance());
    String k = Integer.toString(audit.top());
    List<Column> columns = new ArrayList<>(List.of(Column.text("ranked by")));
    columns.add(Column.number("Kendall's tau"));
    columns.add(Column.number("Spearman"));
    columns.add(Column.number("tau in the true top 10 %"));
    columns.add(Column.number("precision at " + k));
    columns.add(Column.number("top 1 " + beyond));
    columns.add(Column.number(Text.of("best of top %s %s", k, beyond)));
    List<List<String>> rows = new ArrayList<>();
    for (Predictor p : audit.predictors()) {
      rows.add(
          List.of(
              p.name(),
              text(p.tau()),
              text(p.spearman()),
              text(p.topTau()),
              text(p.precision()),
              text(p.regretOfOne(), metric::number),
              text(p.regretOfTop(), metric::number)));
    }
    List<Html> blocks = new ArrayList<>();
    String subject =
        Text.of(
            "%s architectures; truth: %s. Brackets hold 95 %% intervals, bootstrapped over the architectures. Ceiling (tau between two seeds): %s.",
            Numbers.count(audit.architectures()), audit.truth(), text(audit.ceiling()));
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
    Metric metric = audit.metric();
    String unit = metric.shown() == Shown.PERCENT ? "%" : metric.name();
    columns.add(Column.number(Text.of("inherited (%s)", unit)));
    columns.add(Column.number(Text.of("fine-tuned, %d epochs (%s)", epochs, unit)));
    columns.add(Column.number(Text.of("from scratch, %d epochs (%s)", epochs, unit)));
    columns.add(Column.number(Text.of("fully trained (%s)", unit)));
    List<List<String>> rows = new ArrayList<>();
    for (Start s : audit.starts()) {
      rows.add(
          List.of(
              s.architecture(),
              metric.number(s.inherited()),
              metric.number(s.fineTuned()),
              metric.number(s.fromScratch()),
              metric.number(s.truth())));
    }
    return Html.of("<h3>Starting weights</h3>\n%s", new Table(columns, rows).html());
  }

  private static Chart against(
      Quantity quantity, Metric metric, List<Truth> truths, ToDoubleFunction<Truth> predictor) {
    Quantity alone = Quantity.of(metric, metric.name() + " trained alone");
    List<Point> points =
        truths.stream()
            .map(
                t ->
                    new Point(
                        quantity.shown(predictor.applyAsDouble(t)),
                        alone.shown(t.mean()),
                        alone.shown(t.lowest()),
                        alone.shown(t.highest()),
                        t.architecture()))
            .toList();
    return new Chart(
        SearchSection.title(metric) + " alone against " + quantity.axis().label(),
        "Mean over the trainings of each architecture; bars from its lowest to its highest.",
        quantity.axis(),
        alone.axis(),
        List.of(new Series("sample", Kind.POINTS, points)),
        List.of());
  }

  private static String text(Estimate figure) {
    return figure == null ? Numbers.NONE : onOneLine(figure.text());
  }

  private static String text(Estimate figure, DoubleFunction<String> number) {
    return figure == null ? Numbers.NONE : onOneLine(figure.text(number));
  }

  private static String onOneLine(String text) {
    return text.replace(", ", ",\u00a0");
  }
}
