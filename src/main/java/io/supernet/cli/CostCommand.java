package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.cost.Cost;
import io.supernet.cost.LiveCost;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Counts multiply-adds and parameters of architectures, without building them: all of them, and the live ones, "
            + "those of operations that the input reaches and that reach the output.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet cost --space nasbench201 --file archs.txt")
final class CostCommand implements Callable<Integer> {

  @Mixin private DefinitionOptions definition;
  @Mixin private TaskFlags task;
  @Mixin private Output output;

  @Option(
      names = "--file",
      paramLabel = "ARCHS",
      description = "File with one architecture per line.")
  private Path file;

  @Parameters(
      paramLabel = "ARCH",
      arity = "0..*",
      description = "Architectures in the notation of the space.")
  private List<String> texts = new ArrayList<>();

  record Row(
      String architecture,
      long macs,
      long parameters,
      long liveMacs,
      long liveParameters,
      int liveDepth) {

    Row(String architecture, Cost cost, LiveCost live) {
      this(
          architecture,
          cost.macs(),
          cost.parameters(),
          live.macs(),
          live.parameters(),
          live.depth());
    }

    List<String> cells() {
      return List.of(
          Long.toString(macs),
          Long.toString(parameters),
          Long.toString(liveMacs),
          Long.toString(liveParameters),
          Integer.toString(liveDepth),
          architecture);
    }
  }

  @Override
  public Integer call() {
    if ((file == null) == texts.isEmpty()) {
      throw new SupernetException(
          Kind.USAGE, "Give the architectures either as arguments or with --file.");
    }
    Definition network = Definitions.load(task.complete(definition.definition()));
    ArchitectureList list =
        file != null
            ? ArchitectureList.read(network, file)
            : ArchitectureList.parse(network, texts);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < list.texts().size(); i++) {
      Architecture architecture = list.architectures().get(i);
      rows.add(
          new Row(list.texts().get(i), network.cost(architecture), network.liveCost(architecture)));
    }
    if (output.json()) {
      output.print(JsonResult.of(rows));
    } else {
      List<List<String>> table =
          new ArrayList<>(
              List.of(
                  List.of(
                      "MACs",
                      "parameters",
                      "live MACs",
                      "live parameters",
                      "depth",
                      "architecture")));
      rows.forEach(row -> table.add(row.cells()));
      output.print(OutcomeText.columns(table).stripTrailing());
    }
    return 0;
  }
}
