package io.supernet.cli;

import io.supernet.pipeline.Goal;
import io.supernet.pipeline.Run;
import io.supernet.pipeline.RunOptions;
import io.supernet.proto.NetworkDefinition;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
          "Name of the run: a folder under models/, or a path. Default: the space and the time.")
  private String name;

  RunOptions options() {
    return training.options();
  }

  Run create(Goal goal, RunOptions options) {
    NetworkDefinition network = definition.definition();
    DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    String folder =
        name != null
            ? name
            : network.getName() + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(stamp);
    return Run.create(Home.newRun(folder), network, goal, options);
  }
}
