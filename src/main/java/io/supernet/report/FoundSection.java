package io.supernet.report;

import io.supernet.Text;
import io.supernet.drawing.SvgDrawing;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.pipeline.RunRecords;
import io.supernet.report.Table.Column;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found: the best, and a drawing. Before anything is found, the space. */
final class FoundSection {

  private final RunRecords run;

  FoundSection(RunRecords run) {
    this.run = run;
  }

  Section section() {
    Definition definition = run.definition();
    Optional<Candidate> best = Winner.orFavorite(run);
    if (best.isEmpty()) {
      String title = definition.name() + ": the search space";
      return new Section(
          "found", "Search space", drawing(SvgDrawing.draw(definition.sketch(), title), title));
    }
    String architecture = best.get().architecture();
    String svg =
        SvgDrawing.draw(definition.sketch(definition.parse(architecture)), definition.name());
    List<Html> blocks = new ArrayList<>();
    blocks.add(candidates(run.outcome().orElseThrow()));
    blocks.add(
        Html.of(
            "<p>%s<br/>\n<code>%s</code></p>",
            Winner.of(run).isPresent() ? "The winner:" : "The best of the search:", architecture));
    blocks.add(drawing(svg, "The network of " + architecture));
    return new Section("found", "Found", blocks);
  }

  private static Html candidates(Outcome outcome) {
    boolean retrained = outcome.candidates().stream().anyMatch(c -> !c.retrained().isEmpty());
    List<Column> columns = new ArrayList<>(List.of(Column.text("found by")));
    columns.add(Column.number("evaluations"));
    Quantity quantity = Quantity.of(outcome.metric());
    String unit =
        quantity.axis().unit().isEmpty() ? outcome.metric().name() : quantity.axis().unit();
    columns.add(
        Column.number(Text.of("%s (%s)", outcome.isBySupernet() ? "supernet" : "evaluator", unit)));
    columns.add(Column.number("epochs alone"));
    columns.add(Column.number(Text.of("trained alone (%s)", unit)));
    columns.add(Column.number("multiply-adds (M)"));
    columns.add(Column.number("parameters (M)"));
    columns.add(Column.architecture("architecture"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < outcome.candidates().size(); i++) {
      Candidate candidate = outcome.candidates().get(i);
      boolean wins = outcome.winner() != null && outcome.winner() == i;
      rows.add(
          List.of(
              wins ? candidate.foundBy() + " (winner)" : candidate.foundBy(),
              Numbers.count(candidate.evaluations()),
              figure(outcome, candidate.searched()),
              candidate.epochs() == 0 ? Numbers.NONE : Numbers.count(candidate.epochs()),
              candidate.failure() == null ? figure(outcome, alone(candidate)) : "failed",
              Numbers.fixed(candidate.cost().macs() / 1e6, 3),
              Numbers.fixed(candidate.cost().parameters() / 1e6, 3),
              candidate.architecture()));
    }
    String judged =
        outcome.isBySupernet()
            ? "on validation examples with inherited weights"
            : "by " + outcome.judgedBy();
    String figures = outcome.metric().equals(Metric.ACCURACY) ? "Accuracies" : "Values";
    String note =
        retrained
            ? Text.of(
                "%s %s, and on validation examples trained alone for so many epochs: compare those of equal epochs only.",
                figures, judged)
            : Text.of("%s %s. None has been trained alone yet.", figures, judged);
    return Html.of("%s\n<p class=\"note\">%s</p>", new Table(columns, rows).html(), note);
  }

  private static Map<String, Double> alone(Candidate candidate) {
    return candidate.retrained().isEmpty() ? candidate.dropped() : candidate.retrained();
  }

  private static String figure(Outcome outcome, Map<String, Double> metrics) {
    return outcome
        .deciding(metrics)
        .map(value -> outcome.metric().number(value))
        .orElse(Numbers.NONE);
  }

  /**
   * As a separate picture, so that its style does not affect the page, nor the page's style the
   * picture.
   */
  private static Html drawing(String svg, String what) {
    String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    return Html.of(
        "<figure class=\"drawing\"><div class=\"scroll\" tabindex=\"0\"><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"/></div></figure>",
        what, data);
  }
}
