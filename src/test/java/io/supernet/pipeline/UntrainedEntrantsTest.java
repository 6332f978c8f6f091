package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.evaluate.Evaluation;
import io.supernet.pipeline.SearchPhase.Found;
import io.supernet.pipeline.SearchPhase.Searched;
import io.supernet.plan.Division;
import io.supernet.run.Extensions;
import io.supernet.run.Run;
import io.supernet.run.RunBuilder;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.score.Scorer;
import io.supernet.space.Architecture;
import io.supernet.stats.LogRank;
import io.supernet.supernet.UntrainedScorers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a supernet, a score of untrained networks says with size who enters a tournament. */
class UntrainedEntrantsTest {

  private static final int SCORED = 12;

  @TempDir private Path folder;
  private RunOptions options = RunOptions.DEFAULT;

  @BeforeEach
  void write() throws IOException {
    options = TinyRun.options(TinyData.write(folder.resolve("data")), 0.05);
    options = options.withSearch(SearchOptions.builder().limits(Map.of("live-macs", 1e5)).build());
  }

  private static Division plan(int scored) {
    return new Division(60, 0, scored, 4, 1, 5, null, Map.of());
  }

  @Test
  void theLargestAreRankedByBoth() {
    RunOptions planned = options.following(plan(SCORED));
    try (Run run = builder(planned).create()) {
      List<Architecture> largest =
          new LargestFirst(run)
              .ranked(run.figures()).stream().limit(SCORED).map(Evaluation::architecture).toList();
      Scorer scorer = UntrainedScorers.of("expressivity", run.definition(), 1);
      double[] size =
          largest.stream().mapToDouble(a -> run.definition().liveCost(a).macs()).toArray();
      double[] product = LogRank.product(List.of(size, scorer.score(largest)));
      int best =
          IntStream.range(0, SCORED)
              .reduce((one, other) -> product[other] > product[one] ? other : one)
              .orElseThrow();

      Searched searched = search(run);
      assertThat(searched.found())
          .hasSize(4)
          .allMatch(found -> found.strategy().equals("live-macs*expressivity"));
      assertThat(searched.found().get(0).architecture()).isEqualTo(largest.get(best));
      assertThat(searched.pool().orElseThrow().candidates())
          .extracting(Found::architecture)
          .containsExactlyInAnyOrderElementsOf(largest);
      // Short trainings weigh the two anew.
      assertThat(searched.pool().orElseThrow().ranks()).hasSize(2);
    }
  }

  /** They are computed once, whatever is asked for later. */
  @Test
  void scoresAreKept() throws IOException {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    Extensions extensions =
        Extensions.NONE.withScorer(
            "own.Digits",
            definition -> {
              made.incrementAndGet();
              return scorer(asked);
            });
    SearchOptions search = options.search().withObjectives(List.of("prior:live-macs*own.Digits"));
    RunOptions planned = options.withSearch(search).following(plan(SCORED));
    List<Found> first;
    try (Run run = builder(planned).extensions(extensions).create()) {
      first = search(run).found();
      assertThat(made).hasValueLessThan(SCORED); // not one for each architecture
      assertThat(asked).hasValue(SCORED);
      assertThat(Files.readAllLines(run.layout().scores())).hasSize(SCORED);
    }
    try (Run run = Run.builder(folder.resolve("run")).extensions(extensions).open()) {
      assertThat(search(run).found()).isEqualTo(first);
      assertThat(asked).hasValue(SCORED);
    }
  }

  private static Scorer scorer(AtomicInteger asked) {
    return new Scorer() {
      @Override
      public String name() {
        return "own.Digits";
      }

      @Override
      public Price price() {
        return Price.EVALUATION;
      }

      @Override
      public double[] score(List<Architecture> architectures) {
        asked.addAndGet(architectures.size());
        return architectures.stream().mapToDouble(a -> a.choices().asList().indexOf(3)).toArray();
      }
    };
  }

  /** A prior that names a metric says nothing where nobody is judged. */
  @Test
  void aPriorOfMetricsLeavesItToSize() {
    SearchOptions asked = options.search().withObjectives(List.of("prior:accuracy*depth"));
    RunOptions planned = options.withSearch(asked).following(plan(0));
    assertThat(planned.search().objectives()).isEqualTo(asked.objectives());
    try (Run run = builder(planned).create()) {
      assertThat(search(run).found()).allMatch(f -> f.strategy().equals(LargestFirst.NAME));
    }
  }

  private RunBuilder builder(RunOptions planned) {
    return Run.builder(folder.resolve("run")).definition(TinyRun.network()).options(planned);
  }

  private static Searched search(Run run) {
    return new SearchPhase(run)
        .run(new TrainedSupernet(run, Progress.SILENT), run.figures(), Progress.SILENT);
  }
}
