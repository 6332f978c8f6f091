package io.supernet.report;

import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How far the supernet's ranking can be trusted, by an audit. */
final class RankingSection {

  private static final String ID = "ranking";
  private static final String TITLE = "Ranking";

  private RankingSection() {}

  /**
   * The section.
   *
   * @param name of the run on the command line
   */
  static Section section(String name, Optional<Audit> audit) {
    if (audit.isEmpty()) {
      return new Section(
          ID,
          TITLE,
          Html.of(
              "<p>Not measured. %s trains a sample of architectures alone and compares; this page shows the result when it is written again.</p>",
              Html.code("tools/supernet audit " + name)));
    }
    List<Html> blocks = new ArrayList<>(List.of(Html.paragraph(audit.get().verdict())));
    audit.get().measures().ifPresent(table -> blocks.add(table.html()));
    List<Audit.Subject> subjects = audit.get().subjects();
    if (!subjects.isEmpty()) {
      blocks.add(against("supernet accuracy", "%", 2, subjects, s -> 100 * s.supernet()).html());
      blocks.add(against("multiply-adds", "M", 3, subjects, s -> s.macs() / 1e6).html());
    }
    return new Section(ID, TITLE, blocks);
  }

  private static Chart against(
      String label,
      String unit,
      int decimals,
      List<Audit.Subject> subjects,
      ToDoubleFunction<Audit.Subject> predictor) {
    List<Point> points =
        subjects.stream()
            .map(
                s ->
                    new Point(
                        predictor.applyAsDouble(s),
                        100 * s.mean(),
                        100 * s.lowest(),
                        100 * s.highest(),
                        s.architecture()))
            .toList();
    return new Chart(
        "Accuracy alone against " + label,
        "Mean over the trainings of each architecture; bars reach from its lowest to its highest.",
        new Axis(label, unit, decimals),
        new Axis("accuracy trained alone", "%", 2),
        List.of(new Series("sample", Kind.POINTS, points)),
        List.of());
  }
}
