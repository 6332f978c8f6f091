package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** Processes of this machine, each of which does one job at a time. */
@API(status = INTERNAL)
public final class LocalProcesses implements Engine {

  private static final int BETWEEN_LOOKS_MILLIS = 100;

  /** A job, and who waits for it. */
  private record Asked(Job job, CompletableFuture<JobResult> result) {}

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final Map<String, Long> steps = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Starts a process when a job comes for it.
   *
   * @param count how many at once, at least 1
   * @param stall after so long without a sign of life a job is taken for hung
   */
  public LocalProcesses(JobCommand command, int count, Duration stall) {
    for (int i = 1; i <= count; i++) {
      String name = "process-" + i;
      Thread thread = new Thread(() -> work(command, stall, name), name);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  @Override
  public CompletableFuture<JobResult> begin(Job job) {
    CompletableFuture<JobResult> result = new CompletableFuture<>();
    asked.add(new Asked(job, result));
    return result;
  }

  @Override
  public Map<String, Long> steps() {
    return Map.copyOf(steps);
  }

  @Override
  public int atOnce() {
    return 2 * threads.size();
  }

  @Override
  public String text() {
    return threads.size() == 1 ? "1 process" : threads.size() + " processes";
  }

  private void work(JobCommand command, Duration stall, String name) {
    try (JobProcess process = new JobProcess(command, stall)) {
      while (!closed) {
        Asked next = asked.poll(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null && !next.result.isDone()) {
          String id = next.job.id();
          try {
            JobResult made =
                process.perform(
                    next.job, "", () -> !closed && !next.result.isDone(), n -> steps.put(id, n));
            steps.remove(id);
            next.result.complete(made.by(name));
          } catch (RuntimeException e) {
            next.result.completeExceptionally(e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
