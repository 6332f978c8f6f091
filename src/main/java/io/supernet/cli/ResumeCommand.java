package io.supernet.cli;

import io.supernet.cli.ExecutorFlag.Hired;
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
        "Continues an interrupted run where it stopped. The result is the same as without the interruption.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet resume mine")
final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "New place of the run's data, if they were moved. They must be the same data.")
  private String data;

  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Hired hired = executor.hire()) {
      RunBuilder builder = Run.builder(Home.run(name)).extensions(hired.extensions());
      if (data != null) {
        builder.movedTo(data);
      }
      try (Run run = builder.open()) {
        return output.pipeline(run);
      }
    }
  }
}
