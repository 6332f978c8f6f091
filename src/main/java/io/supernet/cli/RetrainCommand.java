package io.supernet.cli;

import io.supernet.run.Goal;
import io.supernet.run.Run;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains the best architectures of a run alone, from scratch, after its search.")
final class RetrainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Mixin private RetrainFlags retrain;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Run run = Run.builder(Home.run(name)).extensions(executor.extensions()).open()) {
      retrain.check(run.definition().task());
      run.change(Goal.RETRAIN, retrain.over(run.options()));
      return output.pipeline(run);
    }
  }
}
