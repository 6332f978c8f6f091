package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Goal;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "retrain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains the shortlist of a run's search alone, in a tournament: all briefly, the better half on, the best few to the end. Or trains the architectures that are named to the end.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet retrain mine --top 5 --retrain-epochs 100")
final class RetrainCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "ARCH",
      description = "Architectures to train to the end instead of the shortlist's tournament.")
  private List<String> named = new ArrayList<>();

  @Mixin private RetrainFlags retrain;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    if (!named.isEmpty() && retrain.saysHowMany()) {
      throw new SupernetException(
          Kind.USAGE,
          "All architectures that are named are trained to the end; leave out '--top', or the names.");
    }
    try (Hired hired = executor.hire();
        Run run = Run.builder(Home.run(name)).extensions(hired.extensions()).open()) {
      retrain.check(run.definition().task());
      if (!named.isEmpty()) {
        return named(run);
      }
      run.change(Goal.RETRAIN, retrain.over(run.options()));
      return output.pipeline(run);
    }
  }

  private int named(Run run) {
    ArchitectureList list = ArchitectureList.parse(run.definition(), named);
    run.change(run.manifest().goal(), retrain.over(run.options()));
    try (ConsoleProgress progress =
        output.progress("Run the same command to continue; finished trainings are kept.")) {
      List<Retrained> trained =
          new Pipeline(run, Home.savedModels(run), progress).retrain(list.architectures());
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < trained.size(); i++) {
        rows.add(EvaluateCommand.row(list.texts().get(i), trained.get(i).evaluation()));
      }
      output.print(output.json() ? JsonResult.of(rows) : text(run, trained));
    }
    return 0;
  }

  private static String text(Run run, List<Retrained> trained) {
    Metric metric = run.definition().task().metrics().get(0);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(metric.name(), "architecture"));
    trained.forEach(
        r ->
            rows.add(
                List.of(
                    r.failed() ? "failed" : metric.text(r.evaluation().metric(metric.name())),
                    run.definition().format(r.architecture()))));
    return OutcomeText.columns(rows)
        + Text.of(
            "(on validation examples, trained alone for %d epochs)",
            run.options().alone().epochs());
  }
}
