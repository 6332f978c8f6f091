package io.supernet.report;

import io.supernet.Text;
import io.supernet.drawing.SvgDrawing;
import io.supernet.network.Definition;
import io.supernet.pipeline.RunRecords;
import io.supernet.report.Table.Column;
import io.supernet.run.Outcome;
import io.supernet.run.Outcome.Candidate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
    boolean retrained = outcome.candidates().stream().anyMatch(c -> c.retrainedAccuracy() != null);
    List<Column> columns = new ArrayList<>(List.of(Column.text("found by")));
    columns.add(Column.number("evaluations"));
    columns.add(Column.number(outcome.isBySupernet() ? "supernet (%)" : "evaluator (%)"));
    columns.add(Column.number("retrained (%)"));
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
              percent(candidate.supernetAccuracy()),
              retrained(candidate),
              Numbers.fixed(candidate.cost().macs() / 1e6, 3),
              Numbers.fixed(candidate.cost().parameters() / 1e6, 3),
              candidate.architecture()));
    }
    String judged =
        outcome.isBySupernet()
            ? "on validation examples with inherited weights"
            : "by " + outcome.judgedBy();
    String note =
        retrained
            ? Text.of(
                "Accuracies %s, and on validation examples trained alone from scratch.", judged)
            : Text.of("Accuracies %s. None has been trained alone yet.", judged);
    return Html.of("%s\n<p class=\"note\">%s</p>", new Table(columns, rows).html(), note);
  }

  private static String retrained(Candidate candidate) {
    if (candidate.failure() != null) {
      return "failed";
    }
    return candidate.retrainedAccuracy() == null
        ? Numbers.NONE
        : percent(candidate.retrainedAccuracy());
  }

  private static String percent(double share) {
    return Numbers.fixed(100 * share, 2);
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
