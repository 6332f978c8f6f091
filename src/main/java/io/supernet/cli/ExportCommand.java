package io.supernet.cli;

import io.supernet.run.Goal;
import io.supernet.run.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tests the winner of a run on the test examples and exports it, after retraining: to savedmodels/RUN/1, or, for a "
            + "run outside models/, to a folder savedmodels beside it. Only the run's own export is replaced.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet export mine --format savedmodel,onnx --model-version 2")
final class ExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Mixin private ExportFlags export;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Run run = Run.builder(Home.run(name)).extensions(executor.extensions()).open()) {
      run.change(Goal.EXPORT, export.over(run.options()));
      return output.pipeline(run);
    }
  }
}
