package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.run.Run;
import io.supernet.study.audit.Audit;
import io.supernet.study.audit.AuditFiles;
import io.supernet.study.audit.AuditFiles.Source;
import io.supernet.study.audit.AuditOptions;
import io.supernet.study.audit.AuditPhase;
import io.supernet.study.audit.Rankings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Says how far the ranking of a run's supernet can be trusted: trains a sample of architectures alone, or looks them up in a "
            + "table, and compares. Writes audit.json, audit.md and audit/truth.csv into the run; against a table audit-table.json, "
            + "audit-table.md and audit/table.csv.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet audit mine --sample 30 --seeds 3 --epochs 20",
      "  supernet audit mine --table nb201.csv --metric cifar10_test"
    })
final class AuditCommand implements Callable<Integer> {

  /** Pool for each architecture of the sample. */
  private static final int POOL = 5;

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Architectures to compare, evenly over multiply-adds and supernet score. Default: 30; all rows of a table.")
  private Integer sample;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Trainings of each; two or more show the ceiling. Default: 3.")
  private Integer seeds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Epochs of each training; the rest is as the run trains its best alone. Default: 20.")
  private Integer epochs;

  @Option(
      names = "--pool",
      paramLabel = "N",
      description =
          "Number of random architectures to score; the sample is drawn from them. Default: 5 times the sample.")
  private Integer pool;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Number of trainings at once, one thread each. Default: one per core.")
  private Integer workers;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "5",
      description = "k for the top-k figures. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description =
          "CSV, gzipped or not, with a column 'architecture' (or arch, arch_str) in the notation of the space: trains nothing.")
  private Path table;

  @Option(
      names = "--metric",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Column of the table with values of the run's metric, or of the metric whose name it has (accuracies as percent or shares); several are the seeds of one truth.")
  private List<String> columns;

  @Option(
      names = "--both-policies",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Judges with both batch-norm policies, to compare them; --no-both-policies halves the scoring. Default: --both-policies.")
  private boolean bothPolicies;

  @Option(
      names = "--with",
      paramLabel = "RUNS",
      split = ",",
      description =
          "Other runs of the same definition, such as other seeds: also judges the mean of what all these supernets say.")
  private List<String> others = List.of();

  @Option(
      names = "--scorers",
      paramLabel = "LIST",
      split = ",",
      description =
          "More scorers to compare with the supernet: size, latency, scores of untrained networks (naswot, expressivity, progressivity, "
              + "trainability, zico), or classes that implement Scorer. Multiply-adds, "
              + "parameters, their live parts and depth are always compared.")
  private List<String> scorers = List.of();

  @Option(
      names = "--prior",
      paramLabel = "LIST|none",
      split = ",",
      description =
          "Scorers that are combined, by the product of their log ranks. Default: the metric of the run and live-macs, such as accuracy,live-macs.")
  private @Nullable List<String> prior;

  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Override
  public Integer call() {
    check();
    AuditOptions options = options();
    try (Hired hired = executor.hire();
        Run run = Run.builder(Home.run(name)).extensions(hired.extensions()).open();
        ConsoleProgress progress =
            output.progress("Run the same command to continue; finished trainings are kept.")) {
      AuditPhase phase =
          new AuditPhase(
              run,
              others.stream().map(Home::run).toList(),
              new Rankings(scorers, prior(run)),
              progress);
      Audit audit =
          table == null
              ? phase.trained(options)
              : phase.table(
                  table, columns, Objects.requireNonNullElse(sample, 0), top, bothPolicies);
      output.print(output.json() ? JsonResult.of(audit) : text(run, audit));
    }
    return 0;
  }

  private void check() {
    if ((table == null) != (columns == null)) {
      throw new SupernetException(
          Kind.USAGE, "Give --table and --metric together: the file and its column.");
    }
    if (table != null && (seeds != null || epochs != null || pool != null || workers != null)) {
      throw new SupernetException(
          Kind.USAGE,
          "With --table nothing is trained; leave out --seeds, --epochs, --pool and --workers.");
    }
  }

  /** Checked before the run is opened. */
  private AuditOptions options() {
    int size = table == null ? Objects.requireNonNullElse(sample, 30) : 30;
    return new AuditOptions(
        size,
        Objects.requireNonNullElse(seeds, 3),
        Objects.requireNonNullElse(epochs, 20),
        pool == null ? (int) Math.min(Integer.MAX_VALUE, (long) POOL * size) : pool,
        top,
        Objects.requireNonNullElse(workers, Runtime.getRuntime().availableProcessors()),
        bothPolicies);
  }

  private List<String> prior(Run run) {
    if (prior == null) {
      return Rankings.usualPrior(run.definition().task());
    }
    return prior.equals(List.of("none")) ? List.of() : prior;
  }

  private String text(Run run, Audit audit) {
    Source source = table == null ? Source.TRAINED : Source.TABLE;
    return AuditFiles.markdown(audit) + "\nAll figures: " + source.figures(run.path());
  }
}
