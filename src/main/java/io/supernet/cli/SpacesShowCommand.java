package io.supernet.cli;

import io.supernet.Text;
import io.supernet.cost.Cost;
import io.supernet.drawing.Sketch;
import io.supernet.drawing.SvgDrawing;
import io.supernet.drawing.TextDrawing;
import io.supernet.network.Definition;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.spaces.Definitions;
import io.supernet.storage.UserFile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Shows a space: its definition, decisions, size, costs and a drawing; or one of its architectures.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet spaces show darts")
final class SpacesShowCommand implements Callable<Integer> {

  private static final int COLUMNS = 100;

  @Parameters(paramLabel = "NAME", description = "A space, as for --space.")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a field of the definition. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "Draws this architecture instead of the whole space.")
  private String architecture;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also writes the drawing as SVG.")
  private Path svg;

  @Mixin private TaskFlags task;
  @Mixin private Output output;

  /** A decision as JSON. */
  record Choice(String name, List<String> options, String matters) {}

  /** An architecture and its costs as JSON. */
  record Sized(String architecture, long macs, long parameters) {}

  /** A space as JSON. */
  record Shown(
      String space,
      List<Long> inputShape,
      Integer classes,
      List<Choice> decisions,
      BigInteger architectures,
      Sized smallest,
      Sized largest,
      long supernetParameters,
      Sized architecture) {}

  @Override
  public Integer call() {
    NetworkDefinition text = Definitions.find(name, assignments);
    text = task.complete(text);
    Definition definition = Definitions.load(text);
    Architecture chosen = architecture == null ? null : definition.parse(architecture);
    Sketch sketch = chosen == null ? definition.sketch() : definition.sketch(chosen);
    if (svg != null) {
      String title =
          chosen == null ? definition.name() : definition.name() + ": " + definition.format(chosen);
      UserFile.write(svg, SvgDrawing.draw(sketch, title));
    }
    Shown shown = shown(definition, chosen);
    if (output.json()) {
      output.print(JsonResult.of(shown));
    } else {
      output.print(
          text(text, definition, shown) + "\n" + TextDrawing.draw(sketch, COLUMNS).stripTrailing());
      if (svg != null) {
        output.print("\nDrawing: " + svg.toAbsolutePath());
      }
    }
    return 0;
  }

  private static Shown shown(Definition definition, Architecture chosen) {
    List<Decision> decisions = definition.space().decisions();
    return new Shown(
        definition.name(),
        definition.task().inputShape(),
        definition.task().isRegression() ? null : definition.task().outputs(),
        decisions.stream()
            .map(d -> new Choice(d.name(), d.options(), DecisionTable.conditions(d, decisions)))
            .toList(),
        definition.space().size(),
        sized(definition, definition.smallest()),
        sized(definition, definition.largest()),
        definition.supernetParameters(),
        chosen == null ? null : sized(definition, chosen));
  }

  private static Sized sized(Definition definition, Architecture architecture) {
    Cost cost = definition.cost(architecture);
    return new Sized(definition.format(architecture), cost.macs(), cost.parameters());
  }

  private static String text(NetworkDefinition text, Definition definition, Shown shown) {
    List<List<String>> costs = new ArrayList<>();
    costs.add(List.of("", "MACs", "parameters", "architecture"));
    costs.add(row("smallest", shown.smallest));
    costs.add(row("largest", shown.largest));
    if (shown.architecture != null) {
      costs.add(row("this one", shown.architecture));
    }
    return Definitions.format(text)
        + "\n"
        + DecisionTable.of(definition.space())
        + Text.of(
            "%n%d decisions, %,d architectures, supernet with %,d parameters%n%n",
            shown.decisions.size(), shown.architectures, shown.supernetParameters)
        + OutcomeText.columns(costs);
  }

  private static List<String> row(String what, Sized sized) {
    return List.of(
        what,
        OutcomeText.millions(sized.macs),
        OutcomeText.millions(sized.parameters),
        sized.architecture);
  }
}
