package io.supernet.remote;

import io.supernet.Failures;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.study.compare.Comparison;
import io.supernet.work.Engine;
import io.supernet.work.Job;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs of a comparison that an engine does.
 *
 * @param engine who does them
 * @param jobs makes a job of the folder of a run
 * @param progress told now and then while nothing else is; may end the work by an exception
 */
record RemoteTrials(Engine engine, Function<Path, Job> jobs, Progress progress)
    implements Comparison.Runner {

  private static final int BETWEEN_LOOKS_MILLIS = 500;

  @Override
  public void run(Path trial) {
    run(List.of(trial), path -> {}, path -> {});
  }

  @Override
  public void run(List<Path> trials, Consumer<Path> begin, Consumer<Path> done) {
    Map<Path, CompletableFuture<JobResult>> begun = new LinkedHashMap<>();
    BlockingQueue<Path> finished = new LinkedBlockingQueue<>();
    try {
      for (Path trial : trials) {
        begin.accept(trial);
        CompletableFuture<JobResult> result = engine.begin(jobs.apply(trial));
        begun.put(trial, result);
        CompletableFuture<JobResult> unused =
            result.whenComplete((made, failure) -> finished.add(trial));
      }
      for (int count = 0; count < trials.size(); ) {
        Path next = finished.poll(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          refuseFailure(next, Objects.requireNonNull(begun.get(next)).get());
          done.accept(next);
          count++;
        }
        progress.advance(count, engine.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while comparing");
    } catch (ExecutionException e) {
      throw Failures.of(e);
    } finally {
      begun.values().forEach(result -> result.cancel(true));
    }
  }

  private static void refuseFailure(Path trial, JobResult result) {
    if (result.ending() != Ending.DONE) {
      throw new SupernetException(
          Kind.RUN,
          Text.of("Run '%s' cannot be done: %s; fix that, then continue.", trial, result.why()));
    }
  }
}
