package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.remote.Elsewhere;
import io.supernet.run.Extensions;
import io.supernet.work.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who trains architectures alone and judges them. */
final class ExecutorFlag {

  private static final String NAME = "--executor";
  private static final String ON = "--on";
  private static final String ANY_KERNELS = "--any-kernels";
  private static final String STALL = "--stall";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = NAME,
      paramLabel = "CLASS",
      description =
          "Who trains architectures alone: the full name of a class that implements TrainingExecutor; changes no result. Default: this process.")
  private @Nullable String executor;

  @Option(
      names = ON,
      paramLabel = "WHERE",
      description =
          "Where architectures are trained alone and judged with inherited weights: 'here', in this process; 'processes' of their own, one a core, or "
              + "'processes:4'; 'folder', by workers that 'supernet work RUN' starts on any machine that sees the run's folder; or, with "
              + "tools/spark/supernet-spark, the address of a Spark master. Changes no result of --threads 1. Default: here.")
  private String on = Places.HERE;

  @Option(
      names = ANY_KERNELS,
      description =
          "With --on: let machines compute whose processor makes TensorFlow take other kernels; results then differ in their last digits.")
  private boolean anyKernels;

  @Option(
      names = STALL,
      paramLabel = "TIME",
      converter = Amount.Seconds.class,
      description =
          "With --on: a training or an evaluation of which nothing is heard for so long is ended and done again. Default: 10m.")
  private double stall = Places.STALL_SECONDS;

  /** Who was asked for, as long as a command needs them. */
  record Hired(Extensions extensions, @Nullable Elsewhere elsewhere, @Nullable LastWait last)
      implements AutoCloseable {
    @Override
    public void close() {
      if (elsewhere != null) {
        elsewhere.close();
      }
      if (last != null) {
        last.close();
      }
    }
  }

  /** The caller closes it after the run. */
  Hired hire() {
    if (on.equals(Places.HERE)) {
      Extensions own = executor == null ? Extensions.NONE : Extensions.NONE.withExecutor(executor);
      return new Hired(own, null, null);
    }
    if (executor != null) {
      throw new SupernetException(
          Kind.USAGE, Text.of("Either %s or %s says who trains; leave out one of them.", ON, NAME));
    }
    Function<Path, Engine> engines = new Places(stall, this::say).engines(on);
    Elsewhere elsewhere = new Elsewhere(engines, anyKernels, this::say);
    return new Hired(
        Extensions.NONE.withExecutor(elsewhere).withScoring(elsewhere),
        elsewhere,
        LastWait.begin());
  }

  /** Whether another process does it, and may be another machine. */
  boolean isElsewhere() {
    return !on.equals(Places.HERE);
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  /** The same for another command, where this process does it. */
  List<String> words() {
    return executor == null ? List.of() : List.of(NAME, executor);
  }
}
