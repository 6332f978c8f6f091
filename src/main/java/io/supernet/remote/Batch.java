package io.supernet.remote;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.supernet.Failures;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.work.Engine;
import io.supernet.work.Job;
import io.supernet.work.JobResult;
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
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Several jobs, and the one who waits for them all.
 *
 * @param engine who does them
 * @param progress hears of their steps, all together; ends the work by an exception
 * @param <T> what a job is made of
 */
record Batch<T>(Engine engine, Progress progress) {

  private static final int BETWEEN_LOOKS_MILLIS = 200;

  /**
   * Does them.
   *
   * @param jobs makes a job of each
   * @param results takes what became of each, once, in the order in which they are done
   */
  void run(List<T> all, Function<T, Job> jobs, BiConsumer<T, JobResult> results) {
    Map<T, CompletableFuture<JobResult>> begun = new LinkedHashMap<>();
    BlockingQueue<T> finished = new LinkedBlockingQueue<>();
    Map<String, Long> steps = new HashMap<>();
    try {
      for (T each : all) {
        Job job = jobs.apply(each);
        steps.put(job.id(), 0L);
        CompletableFuture<JobResult> result = engine.begin(job);
        begun.put(each, result);
        CompletableFuture<JobResult> unused =
            result.whenComplete((done, failure) -> finished.add(each));
      }
      for (int done = 0; done < all.size(); ) {
        T next = finished.poll(BETWEEN_LOOKS_MILLIS, MILLISECONDS);
        if (next != null) {
          results.accept(next, Objects.requireNonNull(begun.get(next)).get());
          done++;
        }
        engine.steps().forEach((id, count) -> steps.computeIfPresent(id, (i, old) -> count));
        progress.advance(
            steps.values().stream().mapToLong(Long::longValue).sum(),
            Text.of("%d of %d done, %s", done, all.size(), engine.text()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while others worked");
    } catch (ExecutionException e) {
      throw Failures.of(e);
    } finally {
      begun.values().forEach(result -> result.cancel(true));
    }
  }
}
