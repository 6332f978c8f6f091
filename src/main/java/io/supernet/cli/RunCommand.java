package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.run.Extensions;
import io.supernet.run.Goal;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.run.TournamentOptions.Start;
import io.supernet.storage.AtomicFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Does the whole job: trains a supernet, searches it, lets the best compete in short trainings, tests the winner and exports it.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet run",
      "  supernet run --time 30m --max-macs 4M --name small",
      "  supernet run --data csv:flowers.csv --name flowers"
    })
final class RunCommand implements Callable<Integer> {

  @Mixin private PlanFlags plan;
  @Mixin private NewRun newRun;
  @Mixin private MetricFlags metric;
  @Mixin private SearchFlags search;
  @Mixin private RetrainFlags retrain;
  @Mixin private ExportFlags export;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @Option(
      names = "--until",
      paramLabel = "PHASE",
      description =
          "Phase after which the run stops: train, search, retrain or export; 'search', 'retrain' and 'export' go on. Default: export.")
  private Goal until = Goal.EXPORT;

  @Option(
      names = "--architecture",
      paramLabel = "ARCH",
      description =
          "Trains this architecture alone to the end, tests it and exports it: no supernet, no search. Limits hold for it, too.")
  private @Nullable String architecture;

  @Override
  public Integer call() {
    RunOptions options = export.over(retrain.over(search.over(metric.over(newRun.options()))));
    Optional<String> contrary =
        Stream.of(named(), newRun.contrary(), search.contrary(), retrain.contrary())
            .flatMap(Optional::stream)
            .findFirst();
    try (Hired hired = executor.hire()) {
      return run(only(plan.over(options, contrary)), hired.extensions());
    }
  }

  /** A run whose time is too short is as if it had never begun: the next may have its name. */
  private int run(RunOptions options, Extensions extensions) {
    boolean there = newRun.isThere();
    Optional<Path> unplanned = Optional.empty();
    try (Run run = newRun.create(until, options, extensions, output)) {
      try {
        return output.pipeline(run);
      } catch (SupernetException e) {
        if (e.kind() == Kind.USAGE
            && !there
            && options.allowance().isLimited()
            && run.manifest().plan().isEmpty()) {
          unplanned = Optional.of(run.path());
        }
        throw e;
      }
    } finally {
      unplanned.ifPresent(AtomicFiles::deleteRecursively);
    }
  }

  private Optional<String> named() {
    return Optional.ofNullable(architecture).map(given -> "--architecture");
  }

  private RunOptions only(RunOptions options) {
    if (architecture == null) {
      return options;
    }
    if (until == Goal.TRAIN || options.tournament().start() == Start.INHERITED) {
      throw new SupernetException(
          Kind.USAGE,
          "With --architecture no supernet is trained; leave out --until train and --from inherited.");
    }
    SearchOptions nobody =
        SearchOptions.builder()
            .evaluator(SearchOptions.NONE)
            .baseline(false)
            .limits(options.search().limits())
            .build();
    return options
        .withSearch(nobody)
        .withTournament(options.tournament().withArchitecture(architecture));
  }
}
