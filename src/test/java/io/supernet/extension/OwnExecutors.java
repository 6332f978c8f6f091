package io.supernet.extension;

import com.google.common.collect.Lists;
import com.google.gson.Gson;
import io.supernet.Progress;
import io.supernet.run.Run;
import io.supernet.train.TrainingExecutor;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingResult;
import io.supernet.train.TrainingSite;
import java.util.List;
import java.util.function.Consumer;

/** Executors of trainings as users write them. */
public final class OwnExecutors {

  private OwnExecutors() {}

  /**
   * Sends jobs as text, the last first, to a place that knows no more than the folder of the run.
   */
  public static final class Sent implements TrainingExecutor {
    @Override
    public void train(
        List<TrainingJob> jobs,
        TrainingSite site,
        Consumer<TrainingResult> results,
        Progress progress) {
      TrainingSite there = Run.builder(site.folder()).trainingSite();
      for (TrainingJob job : Lists.reverse(jobs)) {
        TrainingJob sent = new Gson().fromJson(new Gson().toJson(job), TrainingJob.class);
        results.accept(there.train(sent, Progress.SILENT));
      }
    }
  }
}
