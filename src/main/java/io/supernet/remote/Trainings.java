package io.supernet.remote;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.supernet.Failures;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.text.Json;
import io.supernet.train.TrainingJob;
import io.supernet.train.TrainingResult;
import io.supernet.work.Engine;
import io.supernet.work.Job;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Trainings that an engine does, and the one who waits for them.
 *
 * @param engine who does them
 * @param jobs makes them of trainings
 * @param results takes each once
 * @param progress hears of all steps together
 */
record Trainings(Engine engine, Jobs jobs, Consumer<TrainingResult> results, Progress progress) {

  private static final int BETWEEN_LOOKS_MILLIS = 200;

  void run(List<TrainingJob> trainings) {
    Map<TrainingJob, CompletableFuture<JobResult>> begun = new LinkedHashMap<>();
    BlockingQueue<TrainingJob> finished = new LinkedBlockingQueue<>();
    try {
      for (TrainingJob training : trainings) {
        CompletableFuture<JobResult> result = engine.begin(job(training));
        begun.put(training, result);
        CompletableFuture<JobResult> unused =
            result.whenComplete((done, failure) -> finished.add(training));
      }
      Map<String, Long> steps = new HashMap<>();
      for (int done = 0; done < trainings.size(); ) {
        TrainingJob next = finished.poll(BETWEEN_LOOKS_MILLIS, MILLISECONDS);
        if (next != null) {
          results.accept(result(next, Objects.requireNonNull(begun.get(next)).get()));
          done++;
        }
        steps.putAll(engine.steps());
        long all = steps.values().stream().mapToLong(Long::longValue).sum();
        progress.advance(all, Text.of("%d of %d done, %s", done, trainings.size(), engine.text()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while training");
    } catch (ExecutionException e) {
      throw Failures.of(e);
    } finally {
      begun.values().forEach(result -> result.cancel(true));
    }
  }

  private Job job(TrainingJob training) {
    return jobs.job(Jobs.TRAINING, training);
  }

  private static TrainingResult result(TrainingJob training, JobResult result) {
    if (result.ending() == Ending.DONE) {
      return Json.LINE.fromJson(result.body(), TrainingResult.class);
    }
    Evaluation failed = Evaluation.failed(training.architecture(), result.why());
    return new TrainingResult(training.name(), failed, result.seconds());
  }
}
