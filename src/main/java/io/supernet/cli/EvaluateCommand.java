package io.supernet.cli;

import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Judged;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Run;
import io.supernet.storage.UserFile;
import io.supernet.text.CsvText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Scores listed architectures with the inherited weights of a run's supernet, on validation examples.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet evaluate mine --file archs.txt --out scores.csv")
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "ARCHS",
      description = "File with one architecture per line.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "CSV",
      description = "Where to write architectures and their metrics. Default: standard output.")
  private Path out;

  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (Hired hired = executor.hire();
        Run run = Run.builder(Home.run(name)).extensions(hired.extensions()).open();
        ConsoleProgress progress =
            output.progress("Run the same command to continue; finished evaluations are kept.")) {
      ArchitectureList list = ArchitectureList.read(run.definition(), file);
      List<Evaluation> evaluations =
          new Pipeline(run, Home.savedModels(run), progress).evaluate(list.architectures());
      Judged.byAll(List.of(evaluations), run.definition()::format).tell("evaluate", progress);
      List<String> metrics = run.definition().task().metrics().stream().map(Metric::name).toList();
      List<Object> head = new ArrayList<>(List.of("architecture"));
      head.addAll(metrics);
      CsvText csv = new CsvText();
      csv.row(head);
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < evaluations.size(); i++) {
        Evaluation evaluation = evaluations.get(i);
        List<Object> cells = new ArrayList<>(List.of(list.texts().get(i)));
        metrics.forEach(metric -> cells.add(evaluation.metrics().get(metric)));
        csv.row(cells);
        rows.add(row(list.texts().get(i), evaluation));
      }
      if (out != null) {
        UserFile.write(out, csv.toString());
      }
      if (output.json()) {
        output.print(JsonResult.of(rows));
      } else if (out == null) {
        output.print(csv.toString().stripTrailing());
      }
    }
    return 0;
  }

  /** The metrics by name, or why there are none. */
  static Map<String, Object> row(String text, Evaluation evaluation) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("architecture", text);
    row.putAll(evaluation.metrics());
    if (evaluation.failed()) {
      row.put("failure", evaluation.failure());
    }
    return row;
  }
}
