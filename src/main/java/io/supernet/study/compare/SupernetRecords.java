package io.supernet.study.compare;

import io.supernet.run.Run;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Journal;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingRecord;
import io.supernet.train.TrainingState;
import java.util.Arrays;

/** What the training of a run's supernet has written down. */
final class SupernetRecords {

  private final Run run;

  SupernetRecords(Run run) {
    this.run = run;
  }

  /** Forward and backward passes, those included that a rollback has lost. */
  long passes() {
    long planned =
        Trainer.steps(run.options().supernet(), run.data().train().size())
            * run.options().sampling().pathsPerStep(run.definition(), run.extensions());
    return Journal.read(run.layout().training(), TrainingRecord.class).stream()
        .mapToLong(TrainingRecord::passes)
        .reduce(planned, Math::max);
  }

  /** As {@link TrialResult#updateSpread}. */
  double updateSpread() {
    return new Checkpoints(run.layout().supernetCheckpoints())
        .latest()
        .flatMap(checkpoint -> TrainingState.counts(checkpoint, run.definition().space()))
        .map(counts -> spread(counts.counts()))
        .orElseThrow();
  }

  /**
   * The largest spread of a decision's counts, relative to their mean.
   *
   * @param counts a row a decision, an entry an option
   */
  static double spread(long[][] counts) {
    double largest = 0;
    for (long[] row : counts) {
      double mean = Arrays.stream(row).average().orElse(0);
      if (mean > 0) {
        long most = Arrays.stream(row).max().orElseThrow();
        long least = Arrays.stream(row).min().orElseThrow();
        largest = Math.max(largest, (most - least) / mean);
      }
    }
    return largest;
  }
}
