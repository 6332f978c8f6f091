package io.supernet.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.supernet.Text;
import io.supernet.measure.Measurement;
import io.supernet.measure.Meter;
import io.supernet.network.Definition;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import io.supernet.text.Json;
import io.supernet.text.Markdown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures spaces on random examples, each in a process of its own: graph size, memory, and the times of the build, the first "
            + "step and later steps, compared with the same architectures alone.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet spaces measure nasbench201-small dense-blocks")
final class SpacesMeasureCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Spaces, as for --space. Default: all shipped spaces.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a field of each of these definitions. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Examples in a step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--paths",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Random architectures to compare with their own graphs. Default: ${DEFAULT-VALUE}.")
  private int paths;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Measured steps for each of them. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--markdown", description = "Print the table as Markdown.")
  private boolean markdown;

  @Option(names = "--here", hidden = true, description = "Measure one space in this process.")
  private boolean here;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Output.oneOf("--json", output.json(), "--markdown", markdown);
    Meter meter = new Meter(batch, paths, rounds);
    Map<String, Definition> definitions = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? Definitions.builtIn() : names) {
      definitions.put(name, definition(name));
    }
    List<Measurement> measured = new ArrayList<>();
    int exit = 0;
    for (String name : definitions.keySet()) {
      exit = here ? measure(definitions.get(name), meter, measured) : elsewhere(name, measured);
      if (exit != 0) {
        output.complain("measuring '" + name + "' ended with exit code " + exit + ".");
        break;
      }
    }
    if (exit == 0 || !measured.isEmpty()) {
      output.print(output.json() ? JsonResult.of(measured) : table(measured));
    }
    return exit;
  }

  private Definition definition(String name) {
    NetworkDefinition definition = Definitions.find(name, assignments);
    return Definitions.load(new TaskFlags().complete(definition));
  }

  private int measure(Definition definition, Meter meter, List<Measurement> measured) {
    try (ConsoleProgress progress = output.progress("Run the same command to measure again.")) {
      measured.add(meter.measure(definition, progress));
    }
    return 0;
  }

  /** In a JVM that is started as this one was; gives its exit code. */
  private int elsewhere(String name, List<Measurement> measured)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("spaces", "measure", "--here", "--json", name));
    command.addAll(List.of("--batch", "" + batch, "--paths", "" + paths, "--rounds", "" + rounds));
    assignments.forEach(assignment -> command.addAll(List.of("--set", assignment)));
    if (output.quiet()) {
      command.add("--quiet");
    }
    OwnJvm.Ended ended = OwnJvm.run(command);
    if (ended.exit() == 0) {
      JsonElement rows = JsonParser.parseString(ended.out()).getAsJsonObject().get(JsonResult.ROWS);
      measured.add(Json.LINE.fromJson(rows, Measurement[].class)[0]);
    }
    return ended.exit();
  }

  private String table(List<Measurement> measured) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "space",
            "decisions",
            "architectures",
            "MACs",
            "parameters",
            "operations",
            "build",
            "first step",
            "batch",
            "step",
            "ratio to alone",
            "peak memory"));
    measured.forEach(m -> rows.add(row(m)));
    return (markdown ? Markdown.table(rows) : OutcomeText.columns(rows)).stripTrailing();
  }

  private static List<String> row(Measurement m) {
    return List.of(
        m.space(),
        Integer.toString(m.decisions()),
        SpacesCommand.size(m.architectures()),
        range(m.smallest().macs(), m.largest().macs()),
        range(m.smallest().parameters(), m.largest().parameters()),
        Text.of("%,d", m.operations()),
        Text.of("%.1f s", m.buildSeconds()),
        Text.of("%.1f s", m.firstStepSeconds()),
        Integer.toString(m.batch()),
        Text.of("%.0f ms", 1e3 * m.stepSeconds()),
        Text.of("%.3f (%.3f to %.3f)", m.ratio(), m.leastRatio(), m.mostRatio()),
        m.peakBytes() == null ? "-" : Text.of("%.1f GB", m.peakBytes() / 1e9));
  }

  private static String range(long least, long most) {
    return Text.of("%.3g to %.3g M", least / 1e6, most / 1e6);
  }
}
