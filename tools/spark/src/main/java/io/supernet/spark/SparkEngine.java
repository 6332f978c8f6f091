package io.supernet.spark;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.work.Engine;
import io.supernet.work.Job;
import io.supernet.work.JobCommand;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has jobs done by the executors of a Spark cluster. Each is a task of its own. Those that come at
 * about the same time are handed to Spark together, which is cheaper, but only so many at once that
 * its memory stays small.
 */
final class SparkEngine implements Engine {

  /** Enough that executors never wait, and that a cluster that grows by need sees the need. */
  private static final int LEAST_UNDER_WAY = 64;

  /** Others may come after the first. */
  private static final int GATHERING_MILLIS = 5;

  /** A job that is unfit for so many executors is unfit for all. */
  private static final int MOST_PLACES = 4;

  /** All that follows is done by this thread. */
  private final ScheduledExecutorService own =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "spark jobs");
            thread.setDaemon(true);
            return thread;
          });

  private final Cluster cluster;
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final Set<Asked> underWay = new LinkedHashSet<>();
  private boolean gathering;
  private volatile boolean closed;

  /**
   * Connects to the cluster, whose executors may come later.
   *
   * @throws SupernetException if there is none
   */
  SparkEngine(String master, JobCommand command, Duration stall) {
    cluster = new Cluster(master, command, stall, own);
  }

  @Override
  public CompletableFuture<JobResult> begin(Job job) {
    Asked asked = new Asked(job);
    CompletableFuture<JobResult> unused =
        asked.result.whenComplete(
            (result, failure) -> {
              if (asked.result.isCancelled()) {
                act(() -> cancel(asked));
              }
            });
    act(
        () -> {
          waiting.add(asked);
          if (!gathering) {
            gathering = true;
            var later = own.schedule(this::gathered, GATHERING_MILLIS, TimeUnit.MILLISECONDS);
          }
        });
    return asked.result;
  }

  private void act(Runnable work) {
    if (!closed) {
      own.execute(work);
    }
  }

  private void cancel(Asked asked) {
    if (asked.batch == null) {
      waiting.remove(asked);
    } else {
      cluster.stop(asked.batch, asked);
    }
  }

  private void gathered() {
    gathering = false;
    submit();
  }

  /** Hands over many at once or none, but where few wait. */
  private void submit() {
    int most = Math.max(LEAST_UNDER_WAY, 3 * cluster.slots());
    if (closed || underWay.size() > most / 2) {
      return;
    }
    List<Asked> together = new ArrayList<>();
    while (underWay.size() < most && !waiting.isEmpty()) {
      Asked next = waiting.remove();
      if (next.isWanted()) {
        underWay.add(next);
        if (next.unfit.isEmpty()) {
          together.add(next);
        } else {
          submit(List.of(next));
        }
      }
    }
    if (!together.isEmpty()) {
      submit(together);
    }
  }

  private void submit(List<Asked> jobs) {
    try {
      cluster.submit(new Batch(jobs), this::hear, this::fail);
    } catch (IllegalStateException e) {
      jobs.forEach(asked -> fail(asked, e));
    }
  }

  private void hear(Asked asked, JobResult result) {
    if (closed || !underWay.remove(asked)) {
      return;
    }
    asked.batch = null;
    if (result.ending() != Ending.UNFIT) {
      asked.result.complete(result);
    } else {
      asked.refusal = result;
      asked.unfit.add(result.worker());
      if (asked.unfit.size() == MOST_PLACES) {
        asked.result.complete(result);
      } else {
        waiting.addFirst(asked);
      }
    }
    submit();
  }

  private void fail(Asked asked, Throwable failure) {
    if (closed || !underWay.remove(asked)) {
      return; // It has been heard of.
    }
    asked.batch = null;
    JobResult refusal = asked.refusal;
    if (refusal != null) {
      // There is no other executor.
      asked.result.complete(refusal);
    } else if (cluster.isEnded()) {
      asked.result.completeExceptionally(ended(failure));
    } else if (String.valueOf(failure.getMessage()).contains("ExecutorLostFailure")) {
      asked.result.complete(
          SparkTask.ended(asked.job.id(), Ending.LOST, Kind.RUN, "its executors were lost"));
    } else {
      asked.result.completeExceptionally(
          new SupernetException(
              Kind.RUN,
              "Spark's executors cannot do jobs: "
                  + Cluster.firstLine(failure)
                  + " Maybe they lack the library; set SUPERNET_WORKER_CLASSPATH to where they have it.",
              failure));
    }
    submit();
  }

  private static SupernetException ended(@Nullable Throwable why) {
    return new SupernetException(
        Kind.RUN,
        "Spark ended before the work was done, as when its master stops or all executors fail; its log says why. Then run the same command again.",
        why);
  }

  @Override
  public Map<String, Long> steps() {
    return Map.of();
  }

  @Override
  public String text() {
    return cluster.text();
  }

  /** Executors end with it, and their processes: those at a job save what they have. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      own.submit(
              () -> underWay.stream().map(asked -> asked.batch).distinct().forEach(Batch::cancel))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      cluster.close();
      own.shutdownNow();
    }
  }
}
