package io.supernet.cli;

import io.supernet.Bounds;
import io.supernet.Text;
import io.supernet.measure.LatencyTable;
import io.supernet.pipeline.LatencyPhase;
import io.supernet.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Times the candidates of a run's network on this machine, on one thread; searches predict latency from these times. Also "
            + "measures listed architectures whole.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet latency mine")
final class LatencyCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "ARCH",
      description = "Architectures to measure whole, in the notation of the space.")
  private List<String> texts = new ArrayList<>();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Examples per batch. A size other than the table's makes a new table. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Mixin private Output output;

  record Result(LatencyTable table, List<Row> networks) {}

  record Row(String architecture, double medianMillis, double p95Millis, double predictedMillis) {}

  @Override
  public Integer call() {
    Bounds.check(batch >= 1, "batch size", batch, "1 or more examples");
    try (Run run = Run.builder(Home.run(name)).open();
        ConsoleProgress progress = output.progress("Run the same command to measure again.")) {
      ArchitectureList list = ArchitectureList.parse(run.definition(), texts);
      LatencyPhase phase = new LatencyPhase(run);
      LatencyTable table = phase.table(batch, progress);
      table.caution().ifPresent(caution -> progress.note("caution: " + caution));
      List<Row> rows =
          phase.compare(list.architectures(), table).stream()
              .map(
                  c ->
                      new Row(
                          run.definition().format(c.architecture()),
                          c.measured().medianMillis(),
                          c.measured().p95Millis(),
                          c.predictedMillis()))
              .toList();
      output.print(output.json() ? JsonResult.of(new Result(table, rows)) : text(table, rows));
    }
    return 0;
  }

  private static String text(LatencyTable table, List<Row> networks) {
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("ms", "candidate, shape, MACs, parameters")));
    table.candidateMillis().forEach((kind, millis) -> rows.add(List.of(number(millis), kind)));
    String text =
        OutcomeText.columns(rows)
            + Text.of(
                "A network takes %s ms + %s times the sum of its candidates, batch %d; %s.%n",
                number(table.fixedMillis()), number(table.factor()), table.batch(), table.errors());
    if (networks.isEmpty()) {
      return text.stripTrailing();
    }
    List<List<String>> whole =
        new ArrayList<>(List.of(List.of("median ms", "p95 ms", "predicted ms", "architecture")));
    for (Row row : networks) {
      whole.add(
          List.of(
              number(row.medianMillis),
              number(row.p95Millis),
              number(row.predictedMillis),
              row.architecture));
    }
    return text + "\n" + OutcomeText.columns(whole).stripTrailing();
  }

  private static String number(double value) {
    return Text.of("%.3f", value);
  }
}
