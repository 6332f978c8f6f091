package io.supernet.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description =
        "Prints a script with which bash, and zsh after 'autoload -U bashcompinit; bashcompinit', complete verbs and options.",
    footerHeading = Main.EXAMPLES,
    footer = "  source <(supernet completion)")
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String name = spec.root().name();
    spec.commandLine().getOut().println(AutoComplete.bash(name, spec.root().commandLine()));
    return 0;
  }
}
