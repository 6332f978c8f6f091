package io.supernet.report;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.audit.AuditFiles;
import io.supernet.run.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@code audit/truth.csv}: an architecture that was trained alone, and what predicts it.
 *
 * @param accuracies of its trainings, 0 to 1, at least one
 * @param macs multiply-adds
 * @param supernet accuracy with inherited weights, 0 to 1; NaN if it is not known
 */
record Truth(String architecture, List<Double> accuracies, double macs, double supernet) {

  /** The architecture, in quotes or not, then numbers. */
  private static final Pattern ROW =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",]*)),([^\"]*)");

  double mean() {
    return accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
  }

  double lowest() {
    return accuracies.stream().mapToDouble(a -> a).min().orElseThrow();
  }

  double highest() {
    return accuracies.stream().mapToDouble(a -> a).max().orElseThrow();
  }

  /** The rows in a run's folder; none if there is no such file. */
  static List<Truth> read(Path run) {
    Path file = AuditFiles.shown(run).rows(run);
    try {
      List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
      if (lines.isEmpty()) {
        throw damaged(file, 1, null);
      }
      List<String> head = List.of(lines.get(0).split(","));
      List<Truth> rows = new ArrayList<>();
      for (int i = 1; i < lines.size(); i++) {
        rows.add(row(file, i + 1, head, lines.get(i)));
      }
      return rows;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
  }

  private static Truth row(Path file, int number, List<String> head, String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw damaged(file, number, null);
    }
    String quoted = row.group(1);
    String architecture = quoted == null ? row.group(2) : quoted.replace("\"\"", "\"");
    String[] figures = row.group(3).split(",", -1);
    List<Double> accuracies = new ArrayList<>();
    try {
      for (int i = 1; i < head.size() && !head.get(i).equals("mean"); i++) {
        accuracies.add(Double.parseDouble(figures[i - 1]));
      }
      double mean = figure(head, figures, "mean");
      return new Truth(
          architecture,
          accuracies.isEmpty() ? List.of(mean) : accuracies,
          figure(head, figures, "macs"),
          figure(head, figures, "supernet"));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw damaged(file, number, e);
    }
  }

  private static double figure(List<String> head, String[] figures, String column) {
    String figure = figures[head.indexOf(column) - 1];
    return figure.isEmpty() ? Double.NaN : Double.parseDouble(figure);
  }

  private static SupernetException damaged(Path file, int line, Exception cause) {
    return new SupernetException(
        Kind.RUN,
        "Line %d of '%s' is damaged; make it again with 'supernet audit'.".formatted(line, file),
        cause);
  }
}
