package io.supernet.cli;

import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains a supernet in a new run. Continue with 'supernet search RUN'.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet train --data cifar10:DIR --epochs 20 --augment --name mine")
final class TrainCommand implements Callable<Integer> {

  @Mixin private NewRun newRun;
  @Mixin private MetricFlags metric;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    RunOptions options = metric.over(newRun.options());
    try (Hired hired = executor.hire();
        Run run = newRun.create(Goal.TRAIN, options, hired.extensions(), output)) {
      return output.pipeline(run);
    }
  }
}
