package io.supernet.cli;

import com.google.common.base.Splitter;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.RunOptions;
import io.supernet.study.compare.Comparison;
import io.supernet.study.compare.Method;
import io.supernet.study.compare.MethodComparison;
import io.supernet.study.compare.MethodPlan;
import io.supernet.study.compare.MethodReport;
import io.supernet.study.compare.MethodText;
import io.supernet.study.compare.Plan;
import io.supernet.study.compare.Remedies;
import io.supernet.study.compare.RemediesText;
import io.supernet.study.compare.Report;
import io.supernet.study.compare.ReportText;
import io.supernet.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compares ways of training a supernet with the same space, data and number of forward and backward passes, for several seeds. "
            + "Random architectures are trained for comparison. Each run has a process of its own. Name a comparison to continue it. "
            + "Or compares ways of searching at the same time for each (--methods). "
            + "Or replays ways of searching on a table of known trainings (--simulate).",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet compare --strategies uniform,fair,balanced --seeds 3 --name duel",
      "  supernet compare --methods random,halving,supernet-tournament --time 10m --seeds 5 --name race",
      "  supernet compare duel"
    })
final class CompareCommand implements Callable<Integer> {

  /** Options that make sense for a comparison that has begun. */
  private static final Set<String> WHEN_GOING_ON =
      Set.of("--table", "--metric", "--column", "--table-rows", "--executor", "--json", "--quiet");

  private static final int SEEDS = 3;
  private static final double SECONDS = 300;
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMPARISON",
      arity = "0..1",
      description = "A comparison that was interrupted: a name under models/, or a path.")
  private String name;

  @Option(
      names = "--strategies",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Samplers, separated by commas, with the number of random paths and -distill if wanted: uniform, uniform-4, fair, sandwich, "
              + "sandwich-2-distill, balanced, enas. --epochs counts epochs of one path per step; others get fewer, for as many passes.")
  private List<String> strategies;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Number of seeds, counted up from --seed. A seed decides the split, the first weights and all other draws, for all strategies. Default: "
              + "3; of a simulation 200.")
  private Integer seeds;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description =
          "CSV file of architectures that others have trained, for Kendall's tau. With an existing COMPARISON: ranks its rows with all "
              + "supernets, by both batch-norm policies and by the mean over the seeds.")
  private String table;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "What the runs want the best of, as for 'run'. With --table and without --column, the column instead.")
  private @Nullable String metric;

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description =
          "Column of --table with accuracies (percent, or shares), or with another metric of the data.")
  private @Nullable String column;

  @Option(
      names = "--class-weights",
      description = "Train as if each class had as many examples as any other, as for 'run'.")
  private boolean classWeights;

  @Option(
      names = "--table-rows",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Number of random rows of the table to judge; 0 for all. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(names = "--trial", hidden = true, description = "Do one run in this process.")
  private Path trial;

  @Option(
      names = "--methods",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Ways of searching, at the same time for each: random, evolution, halving, largest-halving, supernet, supernet-tournament. "
              + "The last that is named is compared to each of the others, seed by seed.")
  private List<String> methods;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = Amount.Seconds.class,
      description =
          "With --methods: what each may spend for a seed, such as 10m, by prices that are measured once at the beginning. Default: 5m.")
  private Double time;

  @Mixin private NewRun newRun;
  @Mixin private SearchFlags search;
  @Mixin private RetrainFlags retrain;
  @Mixin private ExecutorFlag executor;
  @Mixin private Output output;

  @ArgGroup(
      exclusive = false,
      heading =
          "To replay on known trainings what random search, evolution, halving and supernets find for a budget:%n")
  private SimulationFlags simulation;

  @Override
  public Integer call() {
    if (simulation != null) {
      return simulation.run(spec, seeds, newRun, search, output);
    }
    if (trial != null) {
      OwnJvm.endWithParent();
      String again = "To continue: supernet compare " + trial.toAbsolutePath().getParent();
      try (ConsoleProgress progress = output.progress(again)) {
        if (MethodComparison.isIn(trial.toAbsolutePath().normalize().getParent())) {
          MethodComparison.runTrial(trial, executor.extensions(), progress);
        } else {
          Comparison.runTrial(trial, executor.extensions(), progress);
        }
      }
      return 0;
    }
    if (name == null ? methods != null : MethodComparison.isIn(Home.run(name))) {
      if (table != null) {
        throw new SupernetException(
            Kind.USAGE,
            "A table ranks the supernets of --strategies, and here ways of searching are compared; leave out --table.");
      }
      try (MethodComparison comparison =
          name == null ? beginMethods() : MethodComparison.open(Home.run(name))) {
        if (name != null) {
          refuseOtherPlan();
        }
        return run(comparison);
      }
    }
    try (Comparison comparison = name == null ? begin() : Comparison.open(Home.run(name))) {
      if (name != null) {
        refuseOtherPlan();
      }
      return run(comparison);
    }
  }

  private int run(Comparison comparison) {
    Table truth = name == null || table == null ? null : truth(comparison);
    say("comparison in " + comparison.folder());
    try {
      Report report = comparison.run(this::elsewhere, notes());
      if (truth != null) {
        rank(comparison, truth, report);
      } else {
        output.print(output.json() ? JsonResult.of(report) : ReportText.of(report).stripTrailing());
      }
      return 0;
    } catch (TrialFailed e) {
      return failed(e, comparison.folder());
    }
  }

  private int run(MethodComparison comparison) {
    say("comparison in " + comparison.folder());
    try {
      MethodReport report = comparison.run(this::elsewhere, notes());
      output.print(output.json() ? JsonResult.of(report) : MethodText.of(report).stripTrailing());
      return 0;
    } catch (TrialFailed e) {
      return failed(e, comparison.folder());
    }
  }

  private int failed(TrialFailed e, Path folder) {
    output.complain(
        Text.of("%s; fix that, then continue with: supernet compare %s", e.getMessage(), folder));
    return e.exit;
  }

  private MethodComparison beginMethods() {
    if (strategies != null) {
      throw new SupernetException(
          Kind.USAGE,
          "Either ways of searching are compared or ways of training; leave out --methods or --strategies.");
    }
    RunOptions options = retrain.over(search.over(judged(newRun.options())));
    Optional<String> contrary =
        Stream.of(newRun.contrary(), search.contrary(), retrain.contrary())
            .flatMap(Optional::stream)
            .findFirst();
    if (contrary.isPresent()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("The time of each method decides '%s'; leave it out.", contrary.get()));
    }
    NetworkDefinition network = newRun.network();
    MethodPlan plan =
        new MethodPlan(
            command(),
            methods.stream().map(Method::of).toList(),
            seeds == null ? SEEDS : seeds,
            time == null ? SECONDS : time,
            options,
            null,
            "");
    return MethodComparison.create(newRun.folder(network, "-compared"), network, plan);
  }

  private String command() {
    return "supernet " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }

  /** What decides the result of a comparison stays as it was when it was begun. */
  private void refuseOtherPlan() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WHEN_GOING_ON.contains(option.longestName())) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "Comparison '%s' has its own plan, which %s would change; leave the option away, or begin a new comparison without its name.",
                name, option.longestName()));
      }
    }
    if ((table == null) != (metric == null && column == null)) {
      throw new SupernetException(
          Kind.USAGE, "A table and its column go together; give --table and --column.");
    }
  }

  /** What an earlier comparison's ways of training are worth against a truth that came later. */
  private void rank(Comparison comparison, Table truth, Report report) {
    try (ConsoleProgress progress = output.progress("To continue: supernet compare " + name)) {
      Remedies remedies = comparison.rank(truth, rows, report, progress);
      output.print(
          output.json() ? JsonResult.of(remedies) : RemediesText.of(remedies).stripTrailing());
    }
  }

  /** Read before anything is run. */
  private Table truth(Comparison comparison) {
    return comparison.table(Path.of(table), Splitter.on(',').splitToList(column()));
  }

  /** Of the table, if there is one. */
  private @Nullable String column() {
    if (table == null && column != null) {
      throw new SupernetException(
          Kind.USAGE, Text.of("Column '%s' is of no table; give --table, too.", column));
    }
    return table == null || column != null ? column : metric;
  }

  /** By what the runs are judged. */
  private RunOptions judged(RunOptions options) {
    return options.withReading(
        options
            .reading()
            .with()
            .metric(table == null || column != null ? metric : null)
            .classWeights(classWeights)
            .build());
  }

  private Comparison begin() {
    if (time != null) {
      throw new SupernetException(
          Kind.USAGE,
          "'--time' is what each of --methods may spend; leave it out, or name methods.");
    }
    if (strategies == null) {
      throw new SupernetException(
          Kind.USAGE,
          "Say what to compare, such as --strategies uniform,fair or --methods random,halving, or name the comparison to continue.");
    }
    RunOptions options = judged(newRun.options());
    // Supernets are compared by what each of them says alone, and by the one network it names.
    RunOptions usual =
        options
            .with()
            .top(1)
            .tournament(options.tournament().withShortlist(1))
            .search(options.search().withObjectives(List.of(Metric.ACCURACY.name())))
            .build();
    options = retrain.over(search.over(usual));
    if (options.tournament().shortlist() != 1) {
      throw new SupernetException(
          Kind.USAGE,
          "A comparison trains the best of each search, and no others compete with it; leave out --shortlist.");
    }
    NetworkDefinition network = newRun.network();
    Plan plan =
        new Plan(
            command(),
            strategies,
            seeds == null ? SEEDS : seeds,
            options,
            table,
            column(),
            rows,
            "");
    return Comparison.create(newRun.folder(network, "-compared"), network, plan);
  }

  private void elsewhere(Path run) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("compare", "--trial", run.toAbsolutePath().toString()));
    words.addAll(executor.words());
    if (output.quiet()) {
      words.add("--quiet");
    }
    try {
      int exit = OwnJvm.run(words).exit();
      if (exit == INTERRUPTED || exit == TERMINATED) {
        throw new CancellationException("interrupted");
      }
      if (exit != 0) {
        throw new TrialFailed(run, exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    }
  }

  /** The runs show their own progress; this is what comes between them. */
  private Progress notes() {
    return event -> {
      if (event instanceof Progress.Ended ended) {
        say("compare: " + ended.summary());
      } else if (event instanceof Progress.Noted noted) {
        say(noted.line());
      }
    };
  }

  private void say(String line) {
    if (!output.quiet()) {
      spec.commandLine().getErr().println(line);
    }
  }

  /** A run that ended otherwise than well has said why. */
  private static final class TrialFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exit;

    TrialFailed(Path run, int exit) {
      super(Text.of("run '%s' ended with exit code %d", run, exit));
      this.exit = exit;
    }
  }
}
