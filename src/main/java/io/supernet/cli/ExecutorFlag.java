package io.supernet.cli;

import io.supernet.run.Extensions;
import java.util.List;
import picocli.CommandLine.Option;

/** Who trains architectures alone. */
final class ExecutorFlag {

  private static final String NAME = "--executor";

  @Option(
      names = NAME,
      paramLabel = "CLASS",
      description =
          "Who trains architectures alone: the full name of a class that implements TrainingExecutor; changes no result. Default: this process.")
  private String executor;

  Extensions extensions() {
    return executor == null ? Extensions.NONE : Extensions.NONE.withExecutor(executor);
  }

  /** The same for another command. */
  List<String> words() {
    return executor == null ? List.of() : List.of(NAME, executor);
  }
}
