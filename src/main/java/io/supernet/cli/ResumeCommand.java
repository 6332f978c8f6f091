package io.supernet.cli;

import io.supernet.run.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Goes on with a run that was interrupted, wherever it stopped, and ends as if it had not been.")
final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Run run = Run.open(Home.run(name))) {
      return output.pipeline(run);
    }
  }
}
