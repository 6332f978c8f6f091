package io.supernet.cli;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.run.Findings;
import io.supernet.text.CsvText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a ranking is written: as a table unless asked otherwise. */
final class RankingFormat {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV.")
  private boolean csv;

  /** Refuses two formats at once. */
  void check() {
    Output.oneOf("--json", json, "--csv", csv);
  }

  String text(Findings findings) {
    if (json) {
      return JsonResult.of(findings);
    }
    return csv ? csv(findings) : table(findings);
  }

  static String table(Findings findings) {
    String summary = Text.of("%d evaluated, %d failed", findings.evaluated(), findings.failed());
    if (findings.rows().isEmpty()) {
      return summary;
    }
    boolean several = findings.objectives().size() > 1;
    String legend = several ? "; * is on the Pareto front of " + findings.objectives() : "";
    return columns(findings.rows(), several) + summary + legend;
  }

  /** The rows as columns; those on the front are marked if that is asked for. */
  static String columns(List<Findings.Row> rows, boolean marked) {
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    rows.get(0).figures().keySet().forEach(name -> head.add(head(name)));
    head.add("architecture");
    table.add(head);
    for (Findings.Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(marked && row.front() ? "*" : ""));
      row.figures().forEach((name, value) -> cells.add(cell(name, value)));
      cells.add(row.architecture());
      table.add(cells);
    }
    return OutcomeText.columns(table);
  }

  static String csv(Findings findings) {
    CsvText csv = new CsvText();
    List<Findings.Row> rows = findings.rows();
    List<Object> head = new ArrayList<>(List.of("architecture", "front"));
    if (!rows.isEmpty()) {
      head.addAll(rows.get(0).figures().keySet());
    }
    csv.row(head);
    for (Findings.Row row : rows) {
      List<Object> values = new ArrayList<>(List.of(row.architecture(), row.front()));
      values.addAll(row.figures().values());
      csv.row(values);
    }
    return csv.toString().stripTrailing();
  }

  private static String head(String name) {
    return switch (name) {
      case "latency" -> "latency ms";
      case "size" -> "size KB";
      default -> name;
    };
  }

  private static String cell(String name, double value) {
    return switch (name) {
      case "macs", "parameters" -> OutcomeText.millions(Math.round(value));
      case "size" -> Text.of("%.0f", value / 1000);
      default -> Metric.text(name, value);
    };
  }
}
