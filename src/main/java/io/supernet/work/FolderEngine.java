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

  /** Asked for and not done; guarded by this map. */
  private final Map<String, CompletableFuture<JobResult>> open = new LinkedHashMap<>();

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
      open.put(id, result);
      boolean claimed = folder.claims().stream().anyMatch(claim -> claim.id().equals(id));
      if (!claimed && !folder.results().contains(id)) {
        folder.add(job, place++);
      }
    }
    return result;
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
      List<CompletableFuture<JobResult>> waiting;
      synchronized (open) {
        waiting = List.copyOf(open.values());
        open.clear();
      }
      waiting.forEach(result -> result.completeExceptionally(e));
    }
  }

  private void takeResults() {
    for (String id : folder.results()) {
      CompletableFuture<JobResult> asked;
      synchronized (open) {
        asked = open.remove(id);
      }
      if (asked != null) {
        asked.complete(result(id));
      }
    }
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
    folder.waiting().forEach(entry -> seen.add(entry.id()));
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
    CompletableFuture<JobResult> asked;
    synchronized (open) {
      asked = open.remove(id);
    }
    if (asked != null) {
      asked.complete(JobResult.ended(id, Ending.LOST, why, ""));
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
