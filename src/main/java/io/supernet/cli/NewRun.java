package io.supernet.cli;

import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Extensions;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that begin a run. */
final class NewRun {

  @Mixin private DefinitionOptions definition;
  @Mixin private TrainingFlags training;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      description =
          "Name of the run: a folder under models/, or a path. Default: made from the space and the time.")
  private String name;

  RunOptions options() {
    return training.options(RunOptions.usual(network(), training.isTable()));
  }

  /** An option beside which a run cannot be divided, if one was given. */
  Optional<String> contrary() {
    return training.contrary();
  }

  /** The network. */
  NetworkDefinition network() {
    return definition.definition(training.isTable());
  }

  Run create(Goal goal, RunOptions options, Extensions extensions, Output output) {
    NetworkDefinition network = network();
    try (ConsoleProgress progress = output.progress("Nothing was begun; run the command again.")) {
      return Run.builder(folder(network, ""))
          .definition(network)
          .goal(goal)
          .options(options)
          .extensions(extensions)
          .progress(progress)
          .create();
    }
  }

  /**
   * The folder that is named, or one of the space's name and the time.
   *
   * @param kind what stands between the two
   */
  /** Whether there is something already where the user wants the run. */
  boolean isThere() {
    return name != null && Files.exists(Home.newRun(name), LinkOption.NOFOLLOW_LINKS);
  }

  Path folder(NetworkDefinition network, String kind) {
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    String folder =
        name != null
            ? name
            : network.getName()
                + kind
                + "-"
                + LocalDateTime.now(ZoneId.systemDefault()).format(stamp);
    return Home.newRun(folder);
  }
}
