package io.supernet.cli;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import io.supernet.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** A table to search instead of a run. */
final class TableFlags {

  @Option(
      names = "--table",
      required = true,
      paramLabel = "FILE",
      description =
          "CSV, gzipped or not, with a column 'architecture' (or arch, arch_str) in the notation of the space.")
  private Path file;

  @Option(
      names = "--metric",
      required = true,
      paramLabel = "NAMES",
      split = ",",
      description =
          "Column with accuracies (percent, or shares of 1), or with the metric of the space's task; several are averaged.")
  private List<String> columns;

  @Option(
      names = "--space",
      required = true,
      paramLabel = "NAME",
      description =
          "Space of the table, as for 'run'. Its task decides costs, and so their limits.")
  private String space;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a field of the space's definition. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the search. Default: ${DEFAULT-VALUE}.")
  private long seed;

  long seed() {
    return seed;
  }

  Definition definition() {
    NetworkDefinition definition = Definitions.find(space, assignments);
    // Costs of a space without a task are those of the images that most tables are of.
    return Definitions.load(
        definition.hasTask()
            ? definition
            : Definitions.withTask(definition, Task.images(32, 32, 3, 10)));
  }

  Table table(Definition definition) {
    return Table.read(file, columns, definition.task().metric(columns), definition::parse);
  }
}
