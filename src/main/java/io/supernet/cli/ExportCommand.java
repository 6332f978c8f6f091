package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.InheritedExport;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Tests the winner of a run on the test examples and exports it, after retraining: to savedmodels/RUN/1, or, for a "
            + "run outside models/, to a folder savedmodels beside it. Only the run's own export is replaced.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet export mine --format savedmodel,onnx --model-version 2",
      "  supernet export mine --inherited"
    })
final class ExportCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ARCH",
      description =
          "With --inherited: the architecture, in place of the best that the run has judged.")
  private @Nullable String architecture;

  @Option(
      names = "--inherited",
      description =
          "Without retraining, with the weights of the supernet: to savedmodels/RUN-inherited/1. Statistics of batch normalization are those of 4,000 "
              + "training examples. Where networks are no parts of the largest one, this costs accuracy.")
  private boolean inherited;

  @Mixin private ExportFlags export;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    if (architecture != null && !inherited) {
      throw new SupernetException(
          Kind.USAGE,
          "The winner of a run is exported; to export another architecture, give --inherited, or retrain it first.");
    }
    try (Hired hired = executor.hire();
        Run run = Run.builder(Home.run(name)).extensions(hired.extensions()).open()) {
      if (inherited) {
        return inherited(run);
      }
      run.change(Goal.EXPORT, export.over(run.options()));
      return output.pipeline(run);
    }
  }

  private int inherited(Run run) {
    Optional<Architecture> named = Optional.ofNullable(architecture).map(run.definition()::parse);
    try (ConsoleProgress progress = output.progress("Run the same command again.")) {
      InheritedExport.Exported exported =
          new InheritedExport(run, Home.savedModels(run), progress)
              .run(named, export.over(run.options()).export());
      output.print(output.json() ? JsonResult.of(exported) : text(run, exported));
    }
    return 0;
  }

  private static String text(Run run, InheritedExport.Exported exported) {
    StringBuilder text = new StringBuilder("Exported: " + exported.architecture() + "\n");
    Metric metric = run.definition().task().metrics().get(0);
    for (String part : List.of("validation", "test")) {
      double value =
          exported.metrics().getOrDefault(part, Map.of()).getOrDefault(metric.name(), Double.NaN);
      text.append(Text.of("%s on %s examples: %s\n", metric.name(), part, metric.text(value)));
    }
    return text.append("Model: ").append(exported.folder()).toString();
  }
}
