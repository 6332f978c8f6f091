package io.supernet.cli;

import com.google.common.base.Splitter;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.RunOptions;
import io.supernet.study.compare.Comparison;
import io.supernet.table.Table;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what the runs of a comparison are judged, and a table that knows the truth. */
final class TruthFlags {

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description =
          "CSV file of architectures that others have trained, for Kendall's tau. With an existing COMPARISON: ranks its rows with all "
              + "supernets, by both batch-norm policies and by the mean over the seeds.")
  private @Nullable String table;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What the runs want the best of, as for 'run'. With --table and without --column, the column instead.")
  private @Nullable String metric;

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description =
          "Column of --table with accuracies (percent, or shares), or with another metric of the data.")
  private @Nullable String column;

  @Option(
      names = "--class-weights",
      description = "Train as if each class had as many examples as any other, as for 'run'.")
  private boolean classWeights;

  @Option(
      names = "--table-rows",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Number of random rows of the table to judge; 0 for all. Default: ${DEFAULT-VALUE}.")
  private int rows;

  /** The file of {@code --table}. */
  @Nullable String table() {
    return table;
  }

  /** How many of its rows are judged, 0 for all. */
  int rows() {
    return rows;
  }

  /** Of the table, if there is one. */
  @Nullable String column() {
    if (table == null && column != null) {
      throw new SupernetException(
          Kind.USAGE, Text.of("Column '%s' is of no table; give --table, too.", column));
    }
    return table == null || column != null ? column : metric;
  }

  /** The table that a comparison which has begun is to be ranked by, if one is given. */
  @Nullable Table of(Comparison comparison) {
    String file = table;
    String names = column();
    return file == null || names == null
        ? null
        : comparison.table(Path.of(file), Splitter.on(',').splitToList(names));
  }

  /** Refuses a part of what a table needs. */
  void check() {
    if ((table == null) != (metric == null && column == null)) {
      throw new SupernetException(
          Kind.USAGE, "A table and its column go together; give --table and --column.");
    }
  }

  /** The options of runs that are judged so. */
  RunOptions over(RunOptions options) {
    return options.withReading(
        options
            .reading()
            .with()
            .metric(table == null || column != null ? metric : null)
            .classWeights(classWeights)
            .build());
  }
}
