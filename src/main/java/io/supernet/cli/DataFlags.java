package io.supernet.cli;

import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a new run reads its data. */
final class DataFlags {

  /** Two words for a choice that has a third: the data decide. */
  enum Answer {
    YES,
    NO;

    static @Nullable Boolean of(@Nullable Answer answer) {
      return answer == null ? null : answer == YES;
    }
  }

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "classification, regression (predicts a number) or multilabel (says of several columns which are true). Default: classification, and labels that look like numbers to predict are refused.")
  private @Nullable TaskKind task;

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "Column of a table that is predicted: its name in the header, or its number from 1; several with commas of a multilabel task. Default: the last.")
  private @Nullable String label;

  @Option(
      names = "--drop",
      paramLabel = "COLUMNS",
      split = ",",
      description = "Columns of a table that are left out, by name or number.")
  private List<String> drop = new ArrayList<>();

  @Option(
      names = "--keep",
      paramLabel = "COLUMNS",
      split = ",",
      description =
          "Columns of a table that are used although they seem to name or number its rows, or hold too many different texts.")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--header",
      paramLabel = "YES|NO",
      description =
          "Whether the first line of a table names its columns: yes or no. Default: its cells decide.")
  private @Nullable Answer header;

  @Option(
      names = "--stream",
      paramLabel = "YES|NO",
      description =
          "Whether images are decoded once into a file of SUPERNET_CACHE (default ~/.cache/supernet) and read from there when a batch needs them: yes or no. Default: if they take more than 1 GiB or a third of Java's memory.")
  private @Nullable Answer stream;

  DataOptions options() {
    return DataOptions.DEFAULT
        .with()
        .task(task)
        .label(label)
        .drop(drop)
        .keep(keep)
        .header(Answer.of(header))
        .stream(Answer.of(stream))
        .build();
  }
}
