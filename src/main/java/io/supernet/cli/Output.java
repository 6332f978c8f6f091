package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Findings;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Run;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes: progress to standard error, the result to standard output. */
final class Output {

  /** How many architectures an interrupted search shows. */
  private static final int FOUND = 5;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Print no progress.")
  private boolean quiet;

  /** Does the phases of a run and prints its result. */
  int pipeline(Run run) {
    try (ConsoleProgress progress = progress("To continue: supernet resume " + Home.nameOf(run))) {
      progress.say("run '" + run.name() + "' in " + run.path());
      try {
        Outcome outcome = new Pipeline(run, Home.savedModels(run), progress).run();
        print(json ? JsonResult.of(outcome) : OutcomeText.of(run, outcome));
      } catch (CancellationException e) {
        showFound(run);
        throw e;
      }
    }
    return 0;
  }

  /** What an interrupted search has found; nothing if it did not begin. */
  private void showFound(Run run) {
    if (run.manifest().goal() == Goal.TRAIN) {
      return;
    }
    try {
      Findings findings = Findings.read(run.path(), List.of(), FOUND, run.extensions());
      if (!findings.rows().isEmpty()) {
        print(json ? JsonResult.of(findings) : RankingFormat.table(findings));
      }
    } catch (SupernetException e) {
      // Interrupted before the latency table was made: there is nothing to rank by yet.
    }
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /** Progress of a command that says so if it is interrupted, and how to continue. */
  ConsoleProgress progress(String wayOn) {
    return new ConsoleProgress(spec.commandLine().getErr(), quiet, wayOn);
  }

  void print(String text) {
    spec.commandLine().getOut().println(text);
  }

  /** What went wrong, where the exit code is not that of an exception. */
  void complain(String sentence) {
    spec.commandLine().getErr().println("supernet: " + sentence);
  }

  /** Refuses options of which the result can obey only one. */
  static void oneOf(String one, boolean oneGiven, String other, boolean otherGiven) {
    if (oneGiven && otherGiven) {
      throw new SupernetException(
          Kind.USAGE, Text.of("A result is printed once; give either %s or %s.", one, other));
    }
  }
}
