package io.supernet.cli;

import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.run.Run;
import io.supernet.study.coupling.Coupling;
import io.supernet.study.coupling.CouplingFiles;
import io.supernet.study.coupling.CouplingOptions;
import io.supernet.study.coupling.CouplingPhase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "coupling",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures how much architectures disturb each other through shared weights: how the training steps of others change one, whether "
            + "gradients agree, how well smaller spaces are ranked. The supernet is not changed. Writes coupling.json, coupling.md and "
            + "coupling.svg into the run.",
    footerHeading = Main.EXAMPLES,
    footer = "  supernet coupling mine")
final class CouplingCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = "--probes",
      paramLabel = "N",
      defaultValue = "8",
      description = "Architectures to watch while others train. Default: ${DEFAULT-VALUE}.")
  private int probes;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Training steps of the others, at a tenth of the run's highest learning rate. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "40",
      description =
          "Pairs of architectures whose gradients are compared, for each number of shared decisions. Default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description =
          "CSV, gzipped or not, with a column 'architecture' (or arch, arch_str): ranks nested sub-spaces against it.")
  private Path table;

  @Option(
      names = "--metric",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Column of the table with accuracies (percent, or shares), or with another metric of the run; several are averaged.")
  private List<String> metrics;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Largest number of rows of the table to compare in each sub-space. Default: 200.")
  private Integer sample;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Also trains a supernet on each sub-space alone, for this many epochs.")
  private Integer epochs;

  @Mixin private Output output;

  @Override
  public Integer call() {
    check();
    CouplingOptions options =
        new CouplingOptions(
            probes,
            steps,
            pairs,
            Objects.requireNonNullElse(sample, CouplingOptions.DEFAULT.sample()));
    try (Run run = Run.builder(Home.run(name)).open();
        ConsoleProgress progress =
            output.progress(
                "Run the same command: trainings on sub-spaces continue, the rest starts again.")) {
      CouplingPhase phase = new CouplingPhase(run, progress);
      Coupling coupling =
          table == null
              ? phase.measure(options)
              : phase.measure(options, table, metrics, Objects.requireNonNullElse(epochs, 0));
      output.print(output.json() ? JsonResult.of(coupling) : text(run, coupling));
    }
    return 0;
  }

  private void check() {
    if ((table == null) != (metrics == null)) {
      throw new SupernetException(
          Kind.USAGE, "Give --table and --metric together: the file and its column.");
    }
    if (table == null && (sample != null || epochs != null)) {
      throw new SupernetException(
          Kind.USAGE, "--sample and --epochs are of sub-spaces; give --table and --metric too.");
    }
    Bounds.check(
        epochs == null || epochs >= 1, "number of epochs", epochs, "1 or more, or leave it out");
  }

  private static String text(Run run, Coupling coupling) {
    return CouplingFiles.markdown(coupling)
        + "\nAll figures: "
        + run.path().resolve("coupling.json")
        + "; heat map: "
        + run.path().resolve("coupling.svg");
  }
}
