package io.supernet.cli;

import io.supernet.Text;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    description = "Explains a verb, as its --help does.",
    footerHeading = Main.EXAMPLES,
    footer = {"  supernet help train", "  supernet help spaces show"})
final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "VERB", description = "A verb, or the words of one.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine found = spec.root().commandLine();
    for (String word : words) {
      CommandLine inner = found.getSubcommands().get(word);
      if (inner == null) {
        throw new ParameterException(found, Text.of("There is no verb '%s'.", word));
      }
      found = inner;
    }
    found.usage(spec.commandLine().getOut());
    return 0;
  }
}
