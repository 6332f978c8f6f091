package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.run.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Ranks what a run has evaluated so far, even during its search.",
    footerHeading = Main.EXAMPLES,
    footer = {"  supernet top mine --follow", "  supernet top mine --csv"})
final class TopCommand implements Callable<Integer> {

  private static final long BETWEEN_LOOKS_MILLIS = 1000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How many of the best to list; with several objectives the Pareto front, too. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--objectives",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Rank by the first; list the front of all. Names as for 'search'. Default: those of the run.")
  private List<String> objectives = new ArrayList<>();

  @Option(
      names = "--follow",
      description = "Keep running and print the ranking whenever it changes; stop it with Ctrl-C.")
  private boolean follow;

  @Mixin private RankingFormat format;

  @Override
  public Integer call() throws InterruptedException {
    format.check();
    if (count < 1) {
      throw new SupernetException(
          Kind.USAGE, Text.of("The best %d of a run are none; give -n 1 or more.", count));
    }
    Path run = Home.run(name);
    Findings last = Findings.read(run, objectives, count);
    print(last);
    // Nobody reads on: its printing would never end.
    while (follow && !System.out.checkError()) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      Findings next = Findings.read(run, objectives, count);
      if (next.evaluated() != last.evaluated()) {
        print(next);
      }
      last = next;
    }
    return 0;
  }

  private void print(Findings findings) {
    spec.commandLine().getOut().println(format.text(findings));
    spec.commandLine().getOut().flush();
  }
}
