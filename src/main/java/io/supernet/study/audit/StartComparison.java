package io.supernet.study.audit;

import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import io.supernet.study.audit.Audit.Start;
import io.supernet.train.TrainingOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether inherited weights are worth keeping: trains the few that the supernet ranks highest for a
 * quarter of the epochs, once from inherited weights with a tenth of the learning rate and no
 * warm-up, once from scratch. Spaces whose weights are parts of larger ones are left out, as an
 * architecture alone has no such parts to fill.
 */
final class StartComparison {

  private static final int MOST = 3;
  private static final double SHARE_OF_EPOCHS = 0.25;
  private static final double SHARE_OF_RATE = 0.1;

  private final Run run;
  private final Progress progress;

  StartComparison(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
  }

  /**
   * Compares.
   *
   * @param full the whole training
   * @param scores of the architectures with inherited weights
   * @param truth the metric after the whole trainings of each
   */
  List<Start> compare(
      TruthTraining full,
      List<Architecture> architectures,
      List<Evaluation> scores,
      List<List<Double>> truth) {
    List<Integer> best =
        IntStream.range(0, architectures.size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    scores::get, Metric.bestFirst(run.definition().task().metrics())))
            .limit(MOST)
            .toList();
    TrainingOptions options = full.options();
    int epochs = Math.max(1, (int) Math.round(SHARE_OF_EPOCHS * options.epochs()));
    TrainingOptions scratch = with(options, epochs, options.learningRate());
    TrainingOptions tuned =
        options
            .with()
            .epochs(epochs)
            .warmupEpochs(0)
            .learningRate(SHARE_OF_RATE * options.learningRate())
            .build();
    List<Architecture> chosen = best.stream().map(architectures::get).toList();
    List<List<Trained>> fromScratch = full.from(scratch, false).run(chosen, 1, progress);
    List<List<Trained>> fineTuned = full.from(tuned, true).run(chosen, 1, progress);
    String metric = run.definition().task().metric().name();
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      if (fineTuned.get(i).get(0).failed() || fromScratch.get(i).get(0).failed()) {
        progress.note(
            Text.of(
                "audit: no comparison of initial weights for %s, because one of its trainings diverged",
                run.definition().format(chosen.get(i))));
        continue;
      }
      starts.add(
          new Start(
              run.definition().format(chosen.get(i)),
              scores.get(best.get(i)).metric(metric),
              epochs,
              fineTuned.get(i).get(0).evaluation().metric(metric),
              fromScratch.get(i).get(0).evaluation().metric(metric),
              truth.get(best.get(i)).stream().mapToDouble(t -> t).average().orElseThrow()));
    }
    return starts;
  }

  /** The same training with other epochs and another learning rate. */
  static TrainingOptions with(TrainingOptions options, int epochs, double rate) {
    return options
        .with()
        .epochs(epochs)
        .warmupEpochs(Math.min(options.warmupEpochs(), epochs))
        .learningRate(rate)
        .build();
  }
}
