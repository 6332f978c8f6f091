package io.supernet.study.simulation;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.study.simulation.SimulationReport.Line;
import io.supernet.study.simulation.SimulationReport.Point;
import io.supernet.text.Markdown;
import java.util.ArrayList;
import java.util.List;

/** A simulation for people, in Markdown. */
public final class SimulationText {

  private SimulationText() {}

  /** The tables. */
  public static String of(SimulationReport report) {
    SimulationOptions options = report.options();
    Costs costs = options.costs();
    Metric metric = report.metric();
    StringBuilder text = new StringBuilder();
    text.append(
        Text.of(
            """
            # What a budget finds: %s

            Mean test %s%s of the winner by validation, with its 95 %% interval over %d seeds, on %,d known trainings.
            A budget of 1 is a training of the average network for %d epochs; a short training has %d.
            The row with the %s validation %s has %s.
            """,
            report.table(),
            metric.name(),
            metric.shown() == Shown.PERCENT ? " in percent" : "",
            options.seeds(),
            report.rows(),
            costs.epochs(),
            costs.shortEpochs(),
            metric.higherIsBetter() ? "highest" : "lowest",
            metric.name(),
            metric.text(report.findable())));
    if (report.supernets() > 0) {
      text.append(
          Text.of(
              "The scores are those of %d supernets, one per seed in turn, and intervals of methods with scores are over these supernets (none of one supernet); a supernet costs %s epochs, and %,d scores %s epochs each.%n",
              report.supernets(),
              number(costs.supernetEpochs()),
              Math.min(options.scored(), report.rows()),
              number(costs.scoringEpochs())));
    }
    for (Costs.Unit unit : Costs.Unit.values()) {
      text.append(Text.of("%n## Costs counted in %s%n%n", unit.title()));
      text.append(table(report, unit));
    }
    return text.toString();
  }

  private static String table(SimulationReport report, Costs.Unit unit) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("method"));
    report.options().budgets().forEach(budget -> head.add("B = " + number(budget)));
    rows.add(head);
    for (Line line : report.lines()) {
      if (line.unit() == unit) {
        List<String> row = new ArrayList<>(List.of(line.method()));
        line.points().forEach(point -> row.add(cell(report.metric(), point)));
        rows.add(row);
      }
    }
    return Markdown.table(rows);
  }

  private static String cell(Metric metric, Point point) {
    Double test = point.test();
    Double halfWidth = point.halfWidth();
    if (test == null) {
      return "-";
    }
    String mean = metric.number(test);
    return halfWidth == null ? mean : mean + " ± " + metric.number(halfWidth);
  }

  static String number(double value) {
    return value == Math.rint(value) ? Text.of("%.0f", value) : Text.of("%s", value);
  }
}
