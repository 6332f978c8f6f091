package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.plan.Division;
import io.supernet.plan.Tariff;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

  /** Of 1 to 10 million multiply-adds. */
  private static final List<Double> SIZES =
      IntStream.rangeClosed(1, 10).mapToObj(millions -> 1e6 * millions).toList();

  /** An epoch takes a second, and one more for each million multiply-adds. */
  private static final Tariff TARIFF = new Tariff(1, 1e9, 1, 0, 0, 1, 1e-6);

  @TempDir private Path folder;

  @Test
  void networksThatAreTooLargeForTheTimeAreLeftOut() throws IOException {
    RunOptions options = TinyRun.options(TinyData.write(folder), 0.05);
    try (Run run = run("run", options)) {
      // 1,500 steps in a quarter of the time, by what an epoch may take.
      int steps = run.data().train().size() / options.alone().batch();
      double second = 4.0 * 1_500 / steps;
      assertThat(divided(run, 4 * second).mostMacs()).isEqualTo(3e6, within(1.0));
      assertThat(divided(run, 8 * second).mostMacs()).isEqualTo(7e6, within(1.0));
      assertThat(divided(run, 12 * second).mostMacs()).isNull();
      // However short the time, there is something to choose from.
      double least = (double) run.definition().liveCost(run.definition().smallest()).macs();
      assertThat(divided(run, second).mostMacs()).isEqualTo(Math.sqrt(least * 1e7), within(1.0));
      assertThat(run.options().following(divided(run, 4 * second)).search().limits())
          .containsEntry("live-macs", divided(run, 4 * second).mostMacs());
    }
    RunOptions patient = options.withAlone(options.alone().with().patience(2).build());
    try (Run run = run("patient", patient)) {
      assertThat(divided(run, 1_000).mostMacs()).isNull();
    }
  }

  /** Without a supernet size alone says who enters, so all of them cost as much as the largest. */
  @Test
  void aTournamentOfTheLargestCostsWhatTheLargestCost() throws IOException {
    List<Double> sizes = new ArrayList<>(SIZES);
    sizes.add(2e7);
    RunOptions options = TinyRun.options(TinyData.write(folder), 0.05);
    try (Run run = run("run", options)) {
      int steps = run.data().train().size() / options.alone().batch();
      double seconds = 4.0 * 24 * 1_500 / steps; // enough for all
      Division division = new Budget(run).divide(seconds, TARIFF, sizes);
      assertThat(division.supernetEpochs()).isZero();
      assertThat(division.mostMacs()).isNull();
      // An epoch of the largest takes 21 seconds.
      assertThat(division.epochs()).isEqualTo((int) (24 * 1_500.0 / steps / 21));
    }
  }

  /**
   * Without limits size says it all, and an untrained network has a say among those of one size.
   */
  @Test
  void untrainedNetworksAreScoredWithinLimitsAlone() throws IOException {
    Tariff scoring = new Tariff(1, 1e9, 1, 0.01, 0, 1, 1e-6);
    RunOptions options = TinyRun.options(TinyData.write(folder), 0.05);
    assertThat(scored("plain", options, SearchOptions.DEFAULT, scoring)).isZero();
    SearchOptions within = SearchOptions.DEFAULT.withLimits(Map.of("macs", 1e9));
    assertThat(scored("limited", options, within, scoring)).isEqualTo(128);
    assertThat(scored("unmeasured", options, within, TARIFF)).isZero();
    SearchOptions wished = within.withObjectives(List.of("prior:accuracy*depth"));
    assertThat(scored("wished", options, wished, scoring)).isZero();
  }

  private int scored(String name, RunOptions options, SearchOptions search, Tariff tariff) {
    try (Run run = run(name, options.withSearch(search))) {
      double enough = 4e3 * 1_500;
      return new Budget(run).divide(enough, tariff, SIZES).evaluations();
    }
  }

  private static Division divided(Run run, double seconds) {
    return new Budget(run).divide(seconds, TARIFF, SIZES);
  }

  private Run run(String name, RunOptions options) {
    return Run.builder(folder.resolve(name))
        .definition(TinyRun.network())
        .options(options)
        .create();
  }
}
