package io.supernet.compare;

import com.google.gson.Gson;
import io.supernet.pipeline.Run;
import io.supernet.run.Checkpoints;
import io.supernet.run.Journal;
import io.supernet.run.StorageFailures;
import io.supernet.train.Trainer;
import io.supernet.train.TrainingOptions;
import io.supernet.train.TrainingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        steps(run.options().supernet(), run.data().train().size())
            * run.options().sampling().pathsPerStep(run.definition());
    return Journal.read(run.path().resolve("training.jsonl"), TrainingRecord.class).stream()
        .mapToLong(TrainingRecord::passes)
        .reduce(planned, Math::max);
  }

  static long steps(TrainingOptions training, int examples) {
    return Trainer.steps(training, examples);
  }

  /** As {@link TrialResult#updateSpread}. */
  double updateSpread() {
    Path file =
        new Checkpoints(run.path().resolve("checkpoints").resolve("supernet"))
            .latest()
            .orElseThrow()
            .path()
            .resolve("updates.json");
    try {
      return spread(new Gson().fromJson(Files.readString(file), long[][].class));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    }
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
