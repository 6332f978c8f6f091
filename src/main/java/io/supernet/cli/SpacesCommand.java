package io.supernet.cli;

import io.supernet.network.Definition;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.spaces.Definitions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "spaces",
    mixinStandardHelpOptions = true,
    description = "Lists the search spaces that come along, or shows one.")
final class SpacesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return list();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the search spaces that come along.")
  int list() {
    List<List<String>> table =
        new ArrayList<>(List.of(List.of("space", "decisions", "architectures")));
    for (String name : Definitions.builtIn()) {
      Definition definition = Definitions.load(Definitions.find(name));
      table.add(
          List.of(
              name,
              Integer.toString(definition.space().decisions().size()),
              String.format(Locale.ROOT, "%,d", definition.space().size())));
    }
    spec.commandLine().getOut().print(OutcomeText.columns(table));
    spec.commandLine().getOut().println("Show one with: supernet spaces show NAME");
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the decisions of a space and its size.")
  int show(
      @Parameters(paramLabel = "NAME", description = "A space, as for --space.") String name,
      @Option(
              names = "--set",
              paramLabel = "KEY=VALUE",
              description = "Changes a field of the definition.")
          List<String> assignments) {
    NetworkDefinition text = Definitions.find(name);
    for (String assignment : assignments == null ? List.<String>of() : assignments) {
      text = Definitions.set(text, assignment);
    }
    Definition definition = Definitions.load(text);
    StringBuilder shown = new StringBuilder(Definitions.format(text)).append('\n');
    List<Decision> decisions = definition.space().decisions();
    List<List<String>> table = new ArrayList<>(List.of(List.of("decision", "options", "matters")));
    for (Decision decision : decisions) {
      table.add(
          List.of(
              decision.name(),
              String.join(", ", decision.options()),
              conditions(decision, decisions)));
    }
    shown.append(OutcomeText.columns(table));
    shown.append(String.format(Locale.ROOT, "%narchitectures: %,d%n", definition.space().size()));
    shown.append(
        String.format(Locale.ROOT, "supernet parameters: %,d%n", definition.supernetParameters()));
    shown
        .append("one of them: ")
        .append(definition.format(definition.space().sample(new SplittableRandom(1))));
    spec.commandLine().getOut().println(shown);
    return 0;
  }

  private static String conditions(Decision decision, List<Decision> decisions) {
    if (decision.conditions().isEmpty()) {
      return "always";
    }
    Map<Decision, List<String>> alternatives = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    for (Condition condition : decision.conditions()) {
      List<String> all = new ArrayList<>();
      condition.choices().forEach((outer, option) -> all.add(choice(decisions.get(outer), option)));
      if (all.size() > 1) {
        parts.add(String.join(" and ", all));
      } else {
        condition
            .choices()
            .forEach(
                (outer, option) ->
                    alternatives
                        .computeIfAbsent(decisions.get(outer), o -> new ArrayList<>())
                        .add(decisions.get(outer).options().get(option)));
      }
    }
    alternatives.forEach((outer, some) -> parts.add(outer.name() + oneOf(outer.options(), some)));
    return "if " + String.join(" or ", parts);
  }

  private static String choice(Decision decision, int option) {
    return decision.name() + "=" + decision.options().get(option);
  }

  /** Says {@code =a} for one option, {@code !=a} for all but one, else all of them. */
  private static String oneOf(List<String> options, List<String> chosen) {
    List<String> others = new ArrayList<>(options);
    others.removeAll(chosen);
    return chosen.size() > 1 && others.size() == 1
        ? "!=" + others.get(0)
        : "=" + String.join("|", chosen);
  }
}
