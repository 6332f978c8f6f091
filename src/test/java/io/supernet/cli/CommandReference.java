package io.supernet.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands with their options as Markdown, from what picocli knows of them. */
final class CommandReference {

  /** Every command has these. */
  private static final List<String> STANDARD = List.of("--help", "--version", "--home");

  private final StringBuilder page = new StringBuilder();

  private CommandReference() {}

  static String markdown() {
    CommandReference reference = new CommandReference();
    Main.commandLine().getSubcommands().values().stream().distinct().forEach(reference::add);
    return reference.page.toString();
  }

  private void add(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    page.append("\n### ").append(command.qualifiedName()).append("\n\n");
    page.append(prose(command.usageMessage().description())).append("\n");
    List<PositionalParamSpec> parameters =
        command.positionalParameters().stream().filter(each -> !each.hidden()).toList();
    List<OptionSpec> options =
        command.options().stream()
            .filter(each -> !each.hidden() && !STANDARD.contains(each.longestName()))
            .toList();
    if (!parameters.isEmpty() || !options.isEmpty()) {
      page.append("\n| option | does |\n|---|---|\n");
      parameters.forEach(each -> row(each.paramLabel(), each));
      options.forEach(each -> row(name(each), each));
    }
    page.append("\n```\n");
    for (String example : command.usageMessage().footer()) {
      page.append(example.strip()).append("\n");
    }
    page.append("```\n");
    line.getSubcommands().values().stream().distinct().forEach(this::add);
  }

  private static String name(OptionSpec option) {
    String names = String.join(", ", option.names());
    names = option.negatable() ? names.replace("--", "--[no-]") : names;
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private void row(String name, ArgSpec argument) {
    page.append("| `").append(cell(name)).append("` | ");
    page.append(cell(prose(argument.description())));
    page.append(argument.required() && argument.group() == null ? " Required. |\n" : " |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String prose(String... description) {
    return String.join(" ", description).replaceAll("\\s+", " ").strip();
  }
}
