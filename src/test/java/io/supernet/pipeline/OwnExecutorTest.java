package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.TinyRun;
import io.supernet.evaluate.Evaluation;
import io.supernet.extension.OwnExecutors;
import io.supernet.run.Extensions;
import io.supernet.run.Goal;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.train.TrainingExecutor;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingOptions;
import io.supernet.train.TrainingResult;
import io.supernet.train.TrainingSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose architectures are trained alone by an executor of the user's. */
class OwnExecutorTest {

  /** The last first, two at once, and the results when all are done. */
  public static final class Backwards implements TrainingExecutor {

    static final List<String> TITLES = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void train(
        List<TrainingJob> jobs,
        TrainingSite site,
        Consumer<TrainingResult> results,
        Progress progress) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<CompletableFuture<TrainingResult>> all =
            Lists.reverse(jobs).stream()
                .map(
                    job ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              TITLES.add(job.title());
                              return site.train(job, Progress.SILENT);
                            },
                            threads))
                .toList();
        all.forEach(result -> results.accept(result.join()));
      } finally {
        threads.shutdown();
      }
    }
  }

  @TempDir Path folder;
  private Path run;
  private final List<Architecture> two =
      List.of(Architecture.of(3, 3, 1, 3, 1, 3), Architecture.of(2, 3, 1, 3, 1, 3));

  @BeforeEach
  void copy() {
    run = folder.resolve("copy");
    TinyRun.copy(TinyRun.run(), run);
  }

  @Test
  void whoTrainsDoesNotDecideWhatComesOut() {
    Path other = folder.resolve("other");
    TinyRun.copy(TinyRun.run(), other);
    Backwards.TITLES.clear();

    List<Retrained> here = retrained(run, Extensions.NONE);
    List<Retrained> elsewhere =
        retrained(other, Extensions.NONE.withExecutor(Backwards.class.getName()));

    assertThat(Backwards.TITLES).containsExactlyInAnyOrder("retrain 1/2", "retrain 2/2");
    assertThat(elsewhere).isEqualTo(here);
    assertThat(elsewhere).extracting(Retrained::architecture).isEqualTo(two);
    // Nothing is left to do, so nobody is asked.
    assertThat(retrained(other, breaking((jobs, results) -> {}))).isEqualTo(here);
  }

  /** The options as JSON, as they travel. */
  @Test
  void aJobNeedsNothingButTheFolderOfItsRun() {
    Path other = folder.resolve("other");
    TinyRun.copy(TinyRun.run(), other);
    assertThat(retrained(other, Extensions.NONE.withExecutor(new OwnExecutors.Sent())))
        .isEqualTo(retrained(run, Extensions.NONE));
    TrainingOptions options = TinyRun.options("csv:none", 0.1).alone();
    for (String place : List.of("../other", "/tmp", "a//b", "", "a/../../b")) {
      assertThatThrownBy(
              () -> new TrainingJob("a", "a", two.get(0), options, 1, 1, 1, false, place))
          .isInstanceOf(SupernetException.class)
          .hasMessageContaining("folder of the training is '" + place + "'");
    }
  }

  @Test
  void itsMistakesAreTold() {
    refused((jobs, results) -> {}, "broke its contract", "without results of ");
    refused(
        (jobs, results) -> {
          results.accept(told(jobs.get(0)));
          results.accept(told(jobs.get(0)));
        },
        "not asked for or told before");
    refused(
        (jobs, results) ->
            results.accept(
                new TrainingResult(
                    jobs.get(0).name(), Evaluation.failed(two.get(1), "another"), 1)),
        "not asked for");
    refused(
        (jobs, results) -> {
          throw new IllegalStateException("no machine");
        },
        "OwnExecutorTest",
        "no machine");
    assertThatThrownBy(() -> Extensions.NONE.withExecutor("com.acme.Absent"))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("'com.acme.Absent' is not on the classpath");
  }

  @Test
  void whatCannotBeOpenedOrRankedIsRefused() {
    refused(
        (jobs, results) ->
            results.accept(
                new TrainingResult(
                    jobs.get(0).name(), new Evaluation(jobs.get(0).architecture(), 0.5, 1), 1)),
        "retrain |nor_conv_3x3~0|",
        "left no last checkpoint in '");
    refused(
        (jobs, results) ->
            results.accept(
                new TrainingResult(
                    jobs.get(0).name(),
                    new Evaluation(jobs.get(0).architecture(), Map.of("f1", 0.5)),
                    1)),
        "has no accuracy, loss");
  }

  /** What was told before a mistake is kept. */
  @Test
  void aTrainingThatFailedElsewhereIsItsResult() {
    Extensions first = breaking((jobs, results) -> results.accept(told(jobs.get(0))));
    assertThatThrownBy(() -> retrained(run, first)).hasMessageContaining("without results of");

    List<Retrained> trained = retrained(run, Extensions.NONE);

    assertThat(trained.get(0).failure()).isEqualTo("lost");
    assertThat(trained.get(1).failed()).isFalse();
  }

  private void refused(Answer answer, String... parts) {
    assertThatThrownBy(() -> retrained(run, breaking(answer)))
        .isInstanceOf(SupernetException.class)
        .hasMessageContainingAll(parts)
        .extracting(e -> ((SupernetException) e).kind())
        .isEqualTo(Kind.USAGE);
    run = folder.resolve("copy" + run.getFileName());
    TinyRun.copy(TinyRun.run(), run);
  }

  private interface Answer {
    void give(List<TrainingJob> jobs, Consumer<TrainingResult> results);
  }

  private static Extensions breaking(Answer answer) {
    return Extensions.NONE.withExecutor(
        (jobs, site, results, progress) -> answer.give(jobs, results));
  }

  private static TrainingResult told(TrainingJob job) {
    return new TrainingResult(job.name(), Evaluation.failed(job.architecture(), "lost"), 1);
  }

  private List<Retrained> retrained(Path folder, Extensions extensions) {
    try (Run open = Run.builder(folder).extensions(extensions).open()) {
      if (open.options().alone().epochs() != 1) {
        open.change(
            Goal.RETRAIN,
            open.options().with().alone(open.options().alone().with().epochs(1).build()).build());
      }
      return new Pipeline(open, this.folder.resolve("models"), Progress.SILENT).retrain(two);
    }
  }
}
