package io.supernet.cli;

import io.supernet.run.Run;
import io.supernet.run.RunBuilder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Goes on with a run that was interrupted, wherever it stopped, and ends as if it had not been.")
final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Where the run's data are now, if they were moved. They must be the same data.")
  private String data;

  @Mixin private Output output;

  @Override
  public Integer call() {
    RunBuilder builder = Run.builder(Home.run(name));
    if (data != null) {
      builder.movedTo(data);
    }
    try (Run run = builder.open()) {
      return output.pipeline(run);
    }
  }
}
