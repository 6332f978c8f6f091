package io.supernet.study.coupling;

import io.supernet.Progress;
import io.supernet.study.coupling.Coupling.SubSpaces;
import io.supernet.supernet.Supernet;
import io.supernet.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Measures how much the architectures of one trained supernet disturb each other.
 *
 * @param weights to measure
 * @param options how much
 * @param progress is told how far it is
 */
record CouplingStudy(TrainedWeights weights, CouplingOptions options, Progress progress) {

  /** Interference and gradients. */
  public Coupling measure() {
    return measure(null);
  }

  /**
   * Interference, gradients, and the ranking of nested sub-spaces.
   *
   * @param table the truth
   * @param epochs of a supernet that is trained on each sub-space alone; 0 for none
   * @param fresh builds a supernet whose first weights have a seed
   * @param folder where the checkpoints of those trainings are kept
   * @param between least time between two checkpoints
   */
  public Coupling measure(
      Table table, int epochs, LongFunction<Supernet> fresh, Path folder, Duration between) {
    return measure(
        new SubSpaceStudy(weights, table, options.sample(), epochs, fresh, folder, between));
  }

  private Coupling measure(SubSpaceStudy nested) {
    // First what may refuse its table.
    SubSpaces subSpaces = nested == null ? null : nested.run(progress);
    InterferenceStudy.Result interference = new InterferenceStudy(weights, options).run(progress);
    GradientStudy.Result gradients = new GradientStudy(weights, options).run(progress);
    return CouplingWords.added(
        new Coupling(
            weights.space().name(),
            weights.metric(),
            weights.decisions(),
            options,
            InterferenceStudy.rate(weights),
            interference.trials(),
            interference.trend(),
            gradients.alignments(),
            gradients.trend(),
            gradients.candidateTrend(),
            subSpaces,
            List.of()));
  }
}
