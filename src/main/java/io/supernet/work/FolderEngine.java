package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.work.JobResult.Ending;
import io.supernet.work.WorkFolder.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Hands out jobs to whoever works on a shared folder. One process at a time does so. What is done
 * while it is not there is not lost: it asks for the same again, and finds the result.
 */
@API(status = INTERNAL)
public final class FolderEngine implements Engine {

  private static final int BETWEEN_LOOKS_MILLIS = 50;

  private final WorkFolder folder;
  private final Path sign;
  private final String name = UUID.randomUUID().toString().substring(0, 8);
  private final Presence presence;
  private final Thread thread = new Thread(this::watch, "shared folder");

  /** So many workers say that they cannot do a job before that ends the work. */
  private static final int MOST_PLACES = 8;

  /** A job, who waits for it, and who could not do it. */
  private record Asked(Job job, CompletableFuture<JobResult> result, Set<String> unfit) {}

  /** Asked for and not done; guarded by this map. */
  private final Map<String, Asked> open = new LinkedHashMap<>();

  /** Why no more jobs can be handed out; guarded by the same. */
  private @Nullable RuntimeException failure;

  /** Of which there was no file at the last look. */
  private Set<String> missing = Set.of();

  private long place;
  private volatile boolean closed;

  /**
   * Begins to hand out jobs.
   *
   * @param lease a worker of which nothing new is heard for so long has lost its jobs
   * @throws SupernetException if another process hands out jobs here
   */
  public FolderEngine(WorkFolder folder, Duration lease) {
    this.folder = folder;
    this.sign = folder.path().resolve("driver.json");
    this.presence = new Presence(folder, lease);
    folder.create();
    if (Sign.isAlive(sign)) {
      throw new SupernetException(
          Kind.RUN,
          Text.of(
              "Another process hands out jobs in '%s'; wait for it, or stop it.", folder.path()));
    }
    new Sign(name, 0, Map.of()).write(sign);
    // Who asks now asks for them again, in an order of its own.
    folder.clearWaiting();
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public CompletableFuture<JobResult> begin(Job job) {
    CompletableFuture<JobResult> result = new CompletableFuture<>();
    String id = job.id();
    synchronized (open) {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      Asked before = open.get(id);
      if (before != null) {
        return before.result;
      }
      open.put(id, new Asked(job, result, new HashSet<>()));
      boolean claimed = folder.claims().stream().anyMatch(claim -> claim.id().equals(id));
      if (!claimed && !folder.results().contains(id)) {
        folder.add(job, place++);
      }
    }
    CompletableFuture<JobResult> unused =
        result.whenComplete(
            (heard, e) -> {
              if (result.isCancelled()) {
                withdraw(id);
              }
            });
    return result;
  }

  private void withdraw(String id) {
    synchronized (open) {
      if (open.remove(id) != null) {
        folder.withdraw(id);
      }
    }
  }

  @Override
  public Map<String, Long> steps() {
    return presence.steps();
  }

  @Override
  public String text() {
    int count = presence.count();
    return count == 0 ? "no worker yet" : count == 1 ? "1 worker" : count + " workers";
  }

  private void watch() {
    long signs = 0;
    long signed = System.nanoTime() - Duration.ofDays(1).toNanos();
    try {
      while (!closed) {
        takeResults();
        long now = System.nanoTime();
        if (now - signed > Duration.ofMillis(Sign.BETWEEN_MILLIS).toNanos()) {
          signed = now;
          new Sign(name, ++signs, Map.of()).write(sign);
          takeLosses(now);
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      List<Asked> waiting;
      synchronized (open) {
        failure = e;
        waiting = List.copyOf(open.values());
        open.clear();
      }
      waiting.forEach(asked -> asked.result.completeExceptionally(e));
    }
  }

  private void takeResults() {
    for (String id : folder.results()) {
      Asked asked;
      synchronized (open) {
        asked = open.get(id);
      }
      if (asked != null) {
        hear(asked, result(id));
      }
    }
  }

  /** What one worker cannot do may be for another. */
  private void hear(Asked asked, JobResult result) {
    synchronized (open) {
      if (result.ending() == Ending.UNFIT) {
        asked.unfit.add(result.worker());
        if (asked.unfit.size() < MOST_PLACES) {
          folder.add(asked.job, place++);
          return;
        }
      }
      open.remove(asked.job.id());
    }
    asked.result.complete(result);
  }

  private JobResult result(String id) {
    try {
      return folder.takeResult(id);
    } catch (SupernetException e) {
      return JobResult.ended(id, Ending.CRASHED, Failures.why(e), "");
    }
  }

  private void takeLosses(long now) {
    Map<String, String> lost = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Entry waiting : folder.waiting()) {
      boolean wanted;
      synchronized (open) {
        wanted = open.containsKey(waiting.id());
      }
      // A worker may have given back what an earlier command had asked for.
      if (!wanted || !seen.add(waiting.id())) {
        WorkFolder.delete(waiting.file());
      }
    }
    List<Entry> claims = folder.claims();
    claims.forEach(claim -> seen.add(claim.id()));
    for (Entry claim : presence.lost(claims, now)) {
      WorkFolder.delete(claim.file());
      lost.put(claim.id(), Text.of("nothing is heard of worker %s", claim.worker()));
    }
    seen.addAll(folder.results());
    Set<String> gone = new HashSet<>();
    synchronized (open) {
      open.keySet().stream().filter(id -> !seen.contains(id)).forEach(gone::add);
    }
    gone.stream().filter(missing::contains).forEach(id -> lost.put(id, "its file is gone"));
    missing = gone;
    lost.forEach(this::lose);
  }

  private void lose(String id, String why) {
    Asked asked;
    synchronized (open) {
      asked = open.remove(id);
    }
    if (asked != null) {
      asked.result.complete(JobResult.ended(id, Ending.LOST, why, ""));
    }
  }

  /** Takes back what waits and what is claimed: workers save it and look for other jobs. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.clearWaiting();
    folder.claims().forEach(claim -> WorkFolder.delete(claim.file()));
    folder.clearResults();
    WorkFolder.delete(sign);
  }
}
