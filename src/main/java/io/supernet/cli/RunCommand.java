package io.supernet.cli;

import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Does the whole job: trains a supernet, searches it, lets the best compete in short trainings, tests the winner and exports it.")
final class RunCommand implements Callable<Integer> {

  @Mixin private PlanFlags plan;
  @Mixin private NewRun newRun;
  @Mixin private MetricFlags metric;
  @Mixin private SearchFlags search;
  @Mixin private RetrainFlags retrain;
  @Mixin private ExportFlags export;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    RunOptions options = export.over(retrain.over(search.over(metric.over(newRun.options()))));
    Optional<String> contrary =
        Stream.of(newRun.contrary(), search.contrary(), retrain.contrary())
            .flatMap(Optional::stream)
            .findFirst();
    try (Run run =
        newRun.create(Goal.EXPORT, plan.over(options, contrary), executor.extensions())) {
      return output.pipeline(run);
    }
  }
}
