package io.supernet.cli;

import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.remote.Elsewhere;
import io.supernet.study.compare.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/** The runs of a comparison, each in a process of its own, and what is said between them. */
final class Trials {

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final ExecutorFlag executor;
  private final Output output;
  private final PrintWriter err;

  Trials(ExecutorFlag executor, Output output, PrintWriter err) {
    this.executor = executor;
    this.output = output;
    this.err = err;
  }

  /**
   * Goes on with a comparison to its end, or until one of its runs ends otherwise than well.
   *
   * @param folder of the comparison
   * @param comparison does the runs by {@link #run} and prints what came out
   * @return the exit code
   */
  int compare(Path folder, Runnable comparison) {
    say("comparison in " + folder);
    try {
      comparison.run();
      return 0;
    } catch (TrialFailed e) {
      output.complain(
          Text.of("%s; fix that, then continue with: supernet compare %s", e.getMessage(), folder));
      return e.exit;
    }
  }

  /**
   * Goes on with a comparison.
   *
   * @param comparison given who does its runs, and who hears what comes between them
   * @return its report
   */
  <R> R run(Path folder, BiFunction<Comparison.Runner, Progress, R> comparison) {
    if (!executor.isElsewhere()) {
      return comparison.apply(this::inOwnJvm, notes());
    }
    String again = "To continue: supernet compare " + folder;
    try (Hired hired = executor.hire();
        ConsoleProgress progress = output.progress(again)) {
      Elsewhere elsewhere = Objects.requireNonNull(hired.elsewhere());
      return comparison.apply(elsewhere.trials(folder, progress), progress);
    }
  }

  /** Does one run. */
  private void inOwnJvm(Path run) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("compare", "--trial", run.toAbsolutePath().toString()));
    words.addAll(executor.words());
    if (output.quiet()) {
      words.add("--quiet");
    }
    try {
      int exit = OwnJvm.run(words).exit();
      if (exit == INTERRUPTED || exit == TERMINATED) {
        throw new CancellationException("interrupted");
      }
      if (exit != 0) {
        throw new TrialFailed(run, exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    }
  }

  /** The runs show their own progress; this is what comes between them. */
  private Progress notes() {
    return event -> {
      if (event instanceof Progress.Ended ended) {
        say("compare: " + ended.summary());
      } else if (event instanceof Progress.Noted noted) {
        say(noted.line());
      }
    };
  }

  private void say(String line) {
    if (!output.quiet()) {
      err.println(line);
    }
  }

  /** A run that ended otherwise than well has said why. */
  private static final class TrialFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exit;

    TrialFailed(Path run, int exit) {
      super(Text.of("run '%s' ended with exit code %d", run, exit));
      this.exit = exit;
    }
  }
}
