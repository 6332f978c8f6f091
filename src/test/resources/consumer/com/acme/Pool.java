package com.acme;

import io.supernet.Progress;
import io.supernet.train.TrainingExecutor;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingResult;
import io.supernet.train.TrainingSite;
import java.util.List;
import java.util.function.Consumer;

/** Trains on the threads that the JVM has anyway. */
public final class Pool implements TrainingExecutor {

  @Override
  public void train(
      List<TrainingJob> jobs,
      TrainingSite site,
      Consumer<TrainingResult> results,
      Progress progress) {
    jobs.parallelStream().forEach(job -> results.accept(site.train(job, Progress.SILENT)));
  }
}
