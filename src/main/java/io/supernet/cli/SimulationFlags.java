package io.supernet.cli;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.RunOptions;
import io.supernet.spaces.Definitions;
import io.supernet.storage.UserFile;
import io.supernet.study.simulation.Costs;
import io.supernet.study.simulation.Replay;
import io.supernet.study.simulation.SimulationOptions;
import io.supernet.study.simulation.SimulationPlot;
import io.supernet.study.simulation.SimulationReport;
import io.supernet.study.simulation.SimulationText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** A table of known trainings to replay ways of searching on. */
final class SimulationFlags {

  private static final int SEEDS = 200;

  /** Options that a simulation obeys, but for its own. */
  private static final Set<String> OF_OTHERS =
      Set.of("--space", "--set", "--seeds", "--max-macs", "--json", "--quiet");

  @Option(
      names = "--simulate",
      required = true,
      paramLabel = "FILE",
      description =
          "CSV of known trainings, gzipped or not, with a column 'architecture' (or arch, arch_str, arch_string) in the notation of --space.")
  private Path table;

  @Option(
      names = "--short-column",
      required = true,
      paramLabel = "COLUMN",
      description =
          "Validation accuracy, or the metric of the space's task, after a short training.")
  private String briefly;

  @Option(
      names = "--validation-column",
      required = true,
      paramLabel = "COLUMN",
      description = "The same after a whole training, which chooses the winner.")
  private String fully;

  @Option(
      names = "--test-column",
      required = true,
      paramLabel = "COLUMN",
      description = "The same on test examples after a whole training.")
  private String test;

  @Option(
      names = "--table-epochs",
      paramLabel = "WHOLE,SHORT",
      split = ",",
      defaultValue = "200,12",
      description = "Epochs of a whole and of a short training. Default: ${DEFAULT-VALUE}.")
  private List<Integer> epochs;

  @Option(
      names = "--budgets",
      paramLabel = "B",
      split = ",",
      defaultValue = "2,4,8,12,20",
      description = "Whole trainings of the average network. Default: ${DEFAULT-VALUE}.")
  private List<Double> budgets;

  @Option(
      names = "--scores",
      paramLabel = "CSV",
      split = ",",
      description =
          "Scores of the architectures by a supernet, as 'supernet evaluate --out' writes them; one file for each supernet.")
  private List<Path> scores = new ArrayList<>();

  @Option(
      names = "--supernet-epochs",
      paramLabel = "X",
      description =
          "What a supernet costs, in epochs of the average network; needed with --scores.")
  private Double supernetEpochs;

  @Option(
      names = "--score-epochs",
      paramLabel = "X",
      defaultValue = "0.03",
      description =
          "What a score costs, in epochs: a third of the validation share, as nothing is trained. Default: ${DEFAULT-VALUE}.")
  private double scoreEpochs;

  @Option(
      names = "--scored",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many random architectures a supernet scores. Default: ${DEFAULT-VALUE}.")
  private int scored;

  @Option(
      names = "--simulated-shortlist",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "How many of the best scores get a short training at most; of the largest networks twice as many. Default: ${DEFAULT-VALUE}.")
  private int shortlist;

  @Option(
      names = "--min-macs",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Leaves out networks with fewer multiply-adds, such as 60M.")
  private Double minMacs;

  @Option(names = "--plot", paramLabel = "SVG", description = "Where to draw accuracy over budget.")
  private Path plot;

  int run(
      CommandSpec spec,
      @Nullable Integer seeds,
      NewRun network,
      SearchFlags search,
      Output output) {
    refuseOthers(spec);
    SimulationOptions options =
        new SimulationOptions(costs(), budgets, seeds == null ? SEEDS : seeds, scored, shortlist);
    Map<String, Double> limits = search.over(RunOptions.DEFAULT).search().limits();
    Replay replay =
        new Replay(
            table,
            briefly,
            fully,
            test,
            scores,
            minMacs == null ? 0 : minMacs,
            limits.getOrDefault("macs", Double.POSITIVE_INFINITY));
    try (ConsoleProgress progress = output.progress("Run the same command to simulate again.")) {
      SimulationReport report = replay.run(definition(network.network()), options, progress);
      if (plot != null) {
        UserFile.write(plot, SimulationPlot.of(report));
      }
      output.print(
          output.json() ? JsonResult.of(report) : SimulationText.of(report).stripTrailing());
    }
    return 0;
  }

  private Costs costs() {
    if (epochs.size() != 2) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of("--table-epochs takes two numbers, such as 200,12, and got %s.", epochs));
    }
    if (scores.isEmpty() != (supernetEpochs == null)) {
      throw new SupernetException(
          Kind.USAGE,
          "Scores come from a supernet that had to be trained; give --scores and --supernet-epochs.");
    }
    return new Costs(
        epochs.get(0),
        epochs.get(1),
        supernetEpochs == null ? 0 : supernetEpochs,
        supernetEpochs == null ? 0 : scoreEpochs);
  }

  private static void refuseOthers(CommandSpec spec) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      boolean own = option.group() != null;
      if (!own && !OF_OTHERS.contains(option.longestName())) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of("A simulation trains nothing; leave out %s.", option.longestName()));
      }
    }
    if (!spec.commandLine().getParseResult().matchedPositionals().isEmpty()) {
      throw new SupernetException(
          Kind.USAGE, "A simulation belongs to no comparison; leave out its name.");
    }
  }

  /** Costs of a space without a task are those of the images that most tables are of. */
  private static Definition definition(NetworkDefinition network) {
    return Definitions.load(
        network.hasTask() ? network : Definitions.withTask(network, Task.images(32, 32, 3, 10)));
  }
}
