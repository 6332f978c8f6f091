package io.supernet.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.export.Family;
import io.supernet.pipeline.FamilyOptions;
import io.supernet.pipeline.FamilyOptions.Target;
import io.supernet.pipeline.FamilyPhase;
import io.supernet.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "family",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Exports networks of several sizes with the weights that they inherit from a run's supernet, without training them again: each "
            + "as a model of its own, and all as one model that is told the size with each request. The space has to be nested, such as elastic.",
    footerHeading = Main.EXAMPLES,
    footer = {
      "  supernet family mine --targets macs=1M,2M,4M",
      "  supernet family mine --targets latency=1ms,2ms,5ms",
      "  supernet family mine --count 6"
    })
final class FamilyCommand implements Callable<Integer> {

  private static final int COUNT = 4;

  private static final Map<String, Amount> FIGURES =
      ImmutableMap.of(
          "macs", new Amount.Count(),
          "parameters", new Amount.Count(),
          "size", new Amount.Bytes(),
          "latency", new Amount.Milliseconds());

  @Parameters(paramLabel = "RUN", description = "Name under models/, or a path.")
  private String name;

  @Option(
      names = "--targets",
      paramLabel = "FIGURE=AMOUNTS",
      description =
          "The most that each network may cost, with commas between, the smallest first: macs=1M,2M,4M, parameters=100k,1M, size=500KB,2MB, "
              + "or latency=1ms,5ms of one example, as predicted for this machine.")
  private @Nullable String targets;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "How many networks instead, at equal ratios of multiply-adds from the smallest to the largest. Default: "
              + COUNT
              + ".")
  private @Nullable Integer count;

  @Option(
      names = "--budget",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Architectures that are judged for each target, by evolution; what the run has judged counts, too. Default: ${DEFAULT-VALUE}.")
  private int budget;

  @Option(
      names = "--calibration",
      paramLabel = "N",
      defaultValue = "4000",
      description =
          "Training examples that give each network the statistics of its batch normalization. Default: ${DEFAULT-VALUE}.")
  private int calibration;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the models, in place of savedmodels/RUN-family.")
  private @Nullable Path folder;

  @Option(
      names = "--model-version",
      paramLabel = "N",
      defaultValue = "1",
      description = "Version of the models, as servers expect. Default: ${DEFAULT-VALUE}.")
  private int version;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (targets != null && count != null) {
      throw new SupernetException(
          Kind.USAGE, "Targets say how many networks there are; give either --targets or --count.");
    }
    try (Run run = Run.builder(Home.run(name)).open();
        ConsoleProgress progress =
            output.progress("Run the same command to continue; what was judged is kept.")) {
      Path place =
          folder == null
              ? Home.savedModels(run).resolve(run.name() + "-family")
              : folder.toAbsolutePath().normalize();
      Family family = new FamilyPhase(run, place, progress).run(options());
      output.print(output.json() ? JsonResult.of(family) : text(run, family, place));
    }
    return 0;
  }

  private FamilyOptions options() {
    if (targets == null) {
      int members = count == null ? COUNT : count;
      return new FamilyOptions("macs", List.of(), members, budget, calibration, version);
    }
    List<String> parts = Splitter.on('=').limit(2).trimResults().splitToList(targets);
    Amount amount = parts.size() == 2 ? FIGURES.get(parts.get(0)) : null;
    if (amount == null) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "'%s' names no targets; give one of %s and amounts, such as macs=1M,2M,4M.",
              targets, String.join(", ", FIGURES.keySet())));
    }
    List<Target> list = new ArrayList<>();
    for (String text : Splitter.on(',').trimResults().split(parts.get(1))) {
      try {
        list.add(new Target(text.replaceFirst("^\\.", "0."), amount.convert(text)));
      } catch (TypeConversionException e) {
        throw new SupernetException(Kind.USAGE, "--targets: " + e.getMessage(), e);
      }
    }
    return new FamilyOptions(parts.get(0), list, 0, budget, calibration, version);
  }

  private static String text(Run run, Family family, Path place) {
    Metric metric = run.definition().task().metrics().get(0);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "size",
            "validation " + metric.name(),
            "test " + metric.name(),
            "MACs",
            "parameters",
            "ms",
            "architecture"));
    for (Family.Member member : family.members()) {
      rows.add(
          List.of(
              member.name(),
              metric.text(member.metric("validation", metric.name())),
              metric.text(member.metric("test", metric.name())),
              Text.of("%,d", member.macs()),
              Text.of("%,d", member.parameters()),
              Text.of("%.2f", member.latencyMillis().getOrDefault(1, Double.NaN)),
              member.architecture()));
    }
    return "\n"
        + OutcomeText.columns(rows)
        + Text.of(
            "(with inherited weights; ms: one example, asked of the model of all sizes on this machine)%n%n%s/SIZE/%d     a model of each%n%s/%s/%d      all sizes in one",
            place, family.version(), place, Family.ALL, family.version());
  }
}
