package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.cli.ExecutorFlag.Hired;
import io.supernet.evaluate.Metric;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Figures;
import io.supernet.run.RunOptions;
import io.supernet.run.TournamentOptions.Start;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      Set.of(
          "--table",
          "--metric",
          "--column",
          "--table-rows",
          "--executor",
          "--on",
          "--any-kernels",
          "--stall",
          "--json",
          "--quiet");

  private static final int SEEDS = 3;
  private static final double SECONDS = 300;

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

  @Mixin private TruthFlags truth;

  @Option(names = "--trial", hidden = true, description = "Do one run in this process.")
  private Path trial;

  @Option(
      names = "--methods",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Ways of searching, at the same time for each: random, evolution, halving, largest-halving, untrained-halving, supernet, supernet-tournament. "
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
      try (Hired hired = executor.hire();
          ConsoleProgress progress = output.progress(again)) {
        if (MethodComparison.isIn(trial.toAbsolutePath().normalize().getParent())) {
          MethodComparison.runTrial(trial, hired.extensions(), progress);
        } else {
          Comparison.runTrial(trial, hired.extensions(), progress);
        }
      }
      return 0;
    }
    if (name == null ? methods != null : MethodComparison.isIn(Home.run(name))) {
      if (truth.table() != null) {
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
    // Read before anything is run.
    Table known = name == null ? null : truth.of(comparison);
    Trials trials = trials();
    return trials.compare(
        comparison.folder(),
        () -> {
          Report report = trials.run(comparison.folder(), comparison::run);
          if (known != null) {
            rank(comparison, known, report);
          } else {
            output.print(
                output.json() ? JsonResult.of(report) : ReportText.of(report).stripTrailing());
          }
        });
  }

  private int run(MethodComparison comparison) {
    Trials trials = trials();
    return trials.compare(
        comparison.folder(),
        () -> {
          MethodReport report = trials.run(comparison.folder(), comparison::run);
          output.print(
              output.json() ? JsonResult.of(report) : MethodText.of(report).stripTrailing());
        });
  }

  private Trials trials() {
    return new Trials(executor, output, spec.commandLine().getErr());
  }

  private MethodComparison beginMethods() {
    if (strategies != null) {
      throw new SupernetException(
          Kind.USAGE,
          "Either ways of searching are compared or ways of training; leave out --methods or --strategies.");
    }
    RunOptions options = retrain.over(search.over(truth.over(newRun.options())));
    Optional<String> contrary =
        Stream.of(newRun.contrary(), search.contrary(), retrain.contrary())
            .flatMap(Optional::stream)
            .findFirst();
    if (contrary.isPresent()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("The time of each method decides '%s'; leave it out.", contrary.get()));
    }
    if (options.tournament().start() == Start.INHERITED) {
      throw new SupernetException(
          Kind.USAGE,
          "Of the methods most have no supernet to inherit weights from; leave out '--from inherited'.");
    }
    if (options.search().limits().containsKey(Figures.LATENCY)) {
      throw new SupernetException(
          Kind.USAGE,
          "Methods are compared within limits that are counted, and a latency is measured; give '--max-macs' in place of '--max-latency'.");
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
    truth.check();
  }

  /** What an earlier comparison's ways of training are worth against a truth that came later. */
  private void rank(Comparison comparison, Table known, Report report) {
    try (ConsoleProgress progress = output.progress("To continue: supernet compare " + name)) {
      Remedies remedies = comparison.rank(known, truth.rows(), report, progress);
      output.print(
          output.json() ? JsonResult.of(remedies) : RemediesText.of(remedies).stripTrailing());
    }
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
    RunOptions options = truth.over(newRun.options());
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
            truth.table(),
            truth.column(),
            truth.rows(),
            "");
    return Comparison.create(newRun.folder(network, "-compared"), network, plan);
  }
}
