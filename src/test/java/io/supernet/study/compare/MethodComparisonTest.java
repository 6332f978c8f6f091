package io.supernet.study.compare;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.Progress;
import io.supernet.network.Definition;
import io.supernet.plan.Tariff;
import io.supernet.proto.NetworkDefinition;
import io.supernet.run.Extensions;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.spaces.Definitions;
import io.supernet.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All methods on 120 rows, at prices that no machine has a say in. */
class MethodComparisonTest {

  /** A whole training of 7 epochs costs 14.1. */
  private static final Tariff TARIFF = new Tariff(0, 0.0148, 0.2, 0, 0.1, 2, 0);

  private static final double TIME = 60;

  @TempDir private Path home;
  private final NetworkDefinition network =
      Definitions.set(
          Definitions.set(Definitions.find("dense-blocks"), "hidden=16,64"), "blocks=2");
  private RunOptions options = RunOptions.DEFAULT;

  @BeforeEach
  void write() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,class\n");
    Random random = new Random(1);
    for (int i = 0; i < 120; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      rows.append(a).append(',').append(b).append(',').append(a * b > 0 ? "same" : "other");
      rows.append('\n');
    }
    Path data = Files.writeString(home.resolve("rows.csv"), rows);
    TrainingOptions training = options.alone().with().augment(false).build();
    options = RunOptions.builder().data("csv:" + data).threads(1).alone(training).build();
  }

  private MethodPlan plan(Method... methods) {
    return new MethodPlan("compare", Arrays.asList(methods), 1, TIME, options, TARIFF, null, "");
  }

  private MethodReport run(MethodPlan plan, String name, List<String> begun) {
    Path folder = home.resolve(name);
    try (MethodComparison comparison =
        MethodComparison.isIn(folder)
            ? MethodComparison.open(folder)
            : MethodComparison.create(folder, network, plan)) {
      return comparison.run(
          trial -> {
            begun.add(trial.getFileName().toString());
            MethodComparison.runTrial(trial, Extensions.NONE, Progress.SILENT);
          },
          Progress.SILENT);
    }
  }

  @Test
  void everyMethodSpendsItsTimeAndTrainsTheWinnerForAsLong() throws IOException {
    List<String> begun = new ArrayList<>();
    MethodPlan all =
        plan(Method.RANDOM, Method.EVOLUTION, Method.HALVING, Method.LARGEST, Method.TOURNAMENT);
    MethodReport report = run(all, "race", begun);
    assertThat(begun).hasSize(5);
    assertThat(report.rows()).hasSize(5).allMatch(row -> row.failed() == 0);
    for (MethodResult result : report.results()) {
      assertThat(result.spent()).isBetween(0.7 * TIME, TIME);
      assertThat(result.test()).isBetween(0.0, 1.0);
    }
    // 4 · 14.1 is below 60, and 5 · 14.1 is not.
    for (MethodResult result : report.results().subList(0, 2)) {
      assertThat(result.trained()).isEqualTo(4);
      assertThat(result.spent()).isCloseTo(56.4, offset(1e-9));
    }
    assertThat(Files.readString(home.resolve("race/comparison.md")))
        .contains("| supernet × size → tournament |")
        .contains("| random search | 4.0 | 56 s |");
    assertThat(home.resolve("race/comparison.svg")).content().contains("<svg").contains("halving");

    // Of what was done nothing is done twice, and what is lost comes again.
    Files.delete(home.resolve("race/halving-1/method.json"));
    begun.clear();
    MethodReport again = run(all, "race", begun);
    assertThat(begun).containsExactly("halving-1");
    assertThat(again.results().get(2).test()).isEqualTo(report.results().get(2).test());
    assertThat(again.results().get(2).spent()).isEqualTo(report.results().get(2).spent());
  }

  /** Runs that other processes do at the same time are in each other's way nowhere. */
  @Test
  void aRunNeedsNoFolderButItsOwn() {
    MethodPlan two = plan(Method.RANDOM, Method.HALVING);
    try (MethodComparison comparison = MethodComparison.create(home.resolve("two"), network, two)) {
      MethodReport report =
          comparison.run(
              trial -> {
                try (Run measured = Run.builder(home.resolve("two/tariff")).open()) {
                  assertThat(measured.path()).isDirectory();
                  MethodComparison.runTrial(trial, Extensions.NONE, Progress.SILENT);
                }
              },
              Progress.SILENT);
      assertThat(report.rows()).hasSize(2).allMatch(row -> row.failed() == 0);
    }
  }

  @Test
  void tooLittleTimeForASupernetLeavesNothingBehind() {
    MethodPlan tight = plan(Method.RANDOM, Method.TOURNAMENT).withTariff(null).withSeconds(0.5);
    assertRefused(() -> run(tight, "tight", new ArrayList<>()), "give");
    assertThat(home.resolve("tight")).doesNotExist();
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertRefused(() -> plan(Method.RANDOM), "2 or more methods");
    assertRefused(() -> plan(Method.RANDOM, Method.RANDOM), "each once");
    assertRefused(() -> Method.of("luck"), "'luck' is not known", "largest-halving");
  }

  @Test
  void differencesAreOfOneSeed() {
    List<MethodResult> results =
        List.of(
            result(Method.RANDOM, 1, 0.7),
            result(Method.TOURNAMENT, 1, 0.8),
            result(Method.RANDOM, 2, 0.9),
            result(Method.TOURNAMENT, 2, 0.95));
    Definition definition = Definitions.load(network);
    MethodReport report =
        MethodReport.of(
            "any",
            definition.task().metrics().get(0),
            plan(Method.RANDOM, Method.TOURNAMENT).withSeeds(2),
            results);
    assertThat(report.rows().get(0).behind().mean()).isCloseTo(0.075, offset(1e-12));
    assertThat(report.rows().get(1).behind()).isNull();
    // Student's t with one degree of freedom: 12.706 standard errors of 0.025.
    assertThat(MethodText.of(report))
        .contains("7.50 (-24.27 to 39.27 %)", "![Test accuracy of the winner](comparison.svg)");
    String plot = SeedPlot.of(report);
    assertThat(plot)
        .contains("Test accuracy of the winner: any", ">random search<", ">one seed<")
        .doesNotContain("NaN");
    // One of the legend, and two seeds of two methods.
    assertThat(plot.split("<circle", -1)).hasSize(1 + 1 + 4);
  }

  private static MethodResult result(Method method, long seed, double test) {
    return new MethodResult(method, seed, 1, 1, Map.of(), "a", 1, test, test, null);
  }
}
