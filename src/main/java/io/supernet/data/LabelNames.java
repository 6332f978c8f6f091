package io.supernet.data;

import static io.supernet.SupernetException.Kind.USAGE;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.text.Csv;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which columns of a table are its labels, as a user calls them. */
final class LabelNames {

  private LabelNames() {}

  /** In words, and in the description of a run. */
  static String of(List<ColumnProfile> labels) {
    return labels.stream().map(ColumnProfile::name).collect(Collectors.joining(", "));
  }

  /** The columns: one, or at least two of a multilabel task. */
  static List<ColumnProfile> find(TableProfile table, DataOptions options) {
    List<ColumnProfile> columns = table.columns();
    String called = options.label();
    if (options.task() != TaskKind.MULTILABEL) {
      if (called != null
          && called.contains(",")
          && columns.stream().noneMatch(column -> column.header().equals(called))) {
        throw new SupernetException(
            USAGE,
            Text.of(
                "File %s has no column '%s'; if these are several columns, each of which says yes or no, say --task multilabel.",
                table.file(), called));
      }
      return List.of(columns.get(called == null ? columns.size() - 1 : table.find(called)));
    }
    List<ColumnProfile> labels = new ArrayList<>();
    for (String name : called == null ? List.<String>of() : names(called)) {
      ColumnProfile label = columns.get(table.find(name));
      if (labels.contains(label)) {
        throw new SupernetException(
            USAGE, Text.of("The label '%s' is named twice; name each once.", label.name()));
      }
      labels.add(label);
    }
    if (labels.size() < 2) {
      throw new SupernetException(
          USAGE,
          Text.of(
              "A multilabel task has at least two label columns, and %s; name them with commas between, such as --label wet,cold.",
              labels.isEmpty() ? "none is named" : "only '" + of(labels) + "' is named"));
    }
    return labels;
  }

  private static List<String> names(String called) {
    List<String> names = new ArrayList<>();
    Csv.read("--label", new StringReader(called), ',', row -> names.addAll(row.fields()));
    return names;
  }
}
