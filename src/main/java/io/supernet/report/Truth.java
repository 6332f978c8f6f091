package io.supernet.report;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.study.audit.AuditFiles;
import io.supernet.text.Csv;
import io.supernet.text.Csv.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of {@code audit/truth.csv}: an architecture that was trained alone, and what predicts it.
 *
 * @param values after its trainings, at least one, in the metric of the audit
 * @param macs multiply-adds
 * @param supernet the metric with inherited weights; NaN if it is not known
 */
record Truth(String architecture, List<Double> values, double macs, double supernet) {

  double mean() {
    return values.stream().mapToDouble(a -> a).average().orElseThrow();
  }

  double lowest() {
    return values.stream().mapToDouble(a -> a).min().orElseThrow();
  }

  double highest() {
    return values.stream().mapToDouble(a -> a).max().orElseThrow();
  }

  /**
   * The rows in a run's folder; none if there is no such file.
   *
   * @param metric of the audit
   */
  static List<Truth> read(Path run, Metric metric) {
    Path file = AuditFiles.shown(run).rows(run);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Row> lines;
    try {
      lines = Csv.rows(file);
    } catch (SupernetException e) {
      throw new SupernetException(
          Kind.RUN, Text.of("'%s' is damaged; make it again with 'supernet audit'.", file), e);
    }
    if (lines.isEmpty()) {
      throw damaged(file, 1, null);
    }
    List<String> head = lines.get(0).fields();
    return lines.stream()
        .skip(1)
        .map(line -> row(file, head, AuditFiles.meanColumn(metric), line))
        .toList();
  }

  private static Truth row(Path file, List<String> head, String meanColumn, Row line) {
    List<String> fields = line.fields();
    List<Double> values = new ArrayList<>();
    try {
      for (int i = 1; i < head.size() && !head.get(i).equals(meanColumn); i++) {
        values.add(Double.parseDouble(fields.get(i)));
      }
      double mean = figure(head, fields, meanColumn);
      return new Truth(
          fields.get(0),
          values.isEmpty() ? List.of(mean) : values,
          figure(head, fields, "macs"),
          figure(head, fields, "supernet"));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw damaged(file, line.line(), e);
    }
  }

  private static double figure(List<String> head, List<String> fields, String column) {
    String figure = fields.get(head.indexOf(column));
    return figure.isEmpty() ? Double.NaN : Double.parseDouble(figure);
  }

  private static SupernetException damaged(Path file, long line, Exception cause) {
    return new SupernetException(
        Kind.RUN,
        Text.of("Line %d of '%s' is damaged; make it again with 'supernet audit'.", line, file),
        cause);
  }
}
