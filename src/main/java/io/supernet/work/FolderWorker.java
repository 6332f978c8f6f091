package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.storage.Journal;
import io.supernet.work.JobResult.Ending;
import io.supernet.work.WorkFolder.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Works on a shared folder: claims jobs, has them done by processes of its own, and tells what
 * became of them, until there is nothing to do for long.
 */
@API(status = INTERNAL)
public final class FolderWorker {

  private static final int BETWEEN_LOOKS_MILLIS = 100;

  /**
   * How a worker works.
   *
   * @param name that no other worker of the folder has: letters, digits, dashes
   * @param processes how many jobs at once, at least 1
   * @param stall after so long without a sign of life a job is taken for hung
   * @param idle ends after so long without a job
   */
  public record Options(String name, int processes, Duration stall, Duration idle) {}

  /** A line of its journal: what it did with a job. */
  private record Attempt(String job, Ending ending, double seconds, String why) {}

  private final WorkFolder folder;
  private final JobCommand command;
  private final Options options;
  private final Consumer<String> notes;
  private final Map<String, Long> steps = new ConcurrentHashMap<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final AtomicInteger done = new AtomicInteger();

  /** Waiting jobs as they were listed last; guarded by this queue, as is the time of it. */
  private final Queue<Entry> known = new ArrayDeque<>();

  private long listed = System.nanoTime() - 1_000_000_000L;
  private volatile long busy = System.nanoTime();
  private volatile boolean stopped;

  /**
   * One that has not begun.
   *
   * @param notes hears of each job that is begun or ended, from any thread
   */
  public FolderWorker(
      WorkFolder folder, JobCommand command, Options options, Consumer<String> notes) {
    this.folder = folder;
    this.command = command;
    this.options = options;
    this.notes = notes;
  }

  /**
   * Works until there was nothing to do for long, or it is told to stop.
   *
   * @return how many jobs it has brought to an end
   * @throws SupernetException if no job can be done here; those it had are given back
   */
  public int run() {
    folder.create();
    Path sign = folder.workers().resolve(options.name + ".json");
    if (Sign.isAlive(sign)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A worker '%s' is at work here already; give this one another name.", options.name));
    }
    // What one of this name had that is no more.
    folder.claims().stream()
        .filter(claim -> claim.worker().equals(options.name))
        .forEach(folder::giveBack);
    Path file = folder.workers().resolve(options.name + ".jsonl");
    List<Thread> threads = new ArrayList<>();
    try (Journal<Attempt> journal = Journal.open(file, Attempt.class)) {
      new Sign(options.name, 0, Map.of()).write(sign);
      for (int i = 1; i <= options.processes; i++) {
        Thread thread = new Thread(() -> work(journal), "job-" + i);
        threads.add(thread);
        thread.start();
      }
      try {
        live(sign, threads);
      } finally {
        stopped = true;
        threads.forEach(FolderWorker::join);
        WorkFolder.delete(sign);
      }
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return done.get();
  }

  /** Jobs under way end soon, keep what they have, and are given back. */
  public void stop() {
    stopped = true;
  }

  private void live(Path sign, List<Thread> threads) {
    long count = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      new Sign(options.name, ++count, Map.copyOf(steps)).write(sign);
      if (!steps.isEmpty()) {
        busy = System.nanoTime();
      } else if (System.nanoTime() - busy > options.idle.toNanos()) {
        stopped = true;
      }
      sleep(stopped ? BETWEEN_LOOKS_MILLIS : Math.min(Sign.BETWEEN_MILLIS, idleMillis()));
    }
  }

  private long idleMillis() {
    return Math.max(BETWEEN_LOOKS_MILLIS, options.idle.toMillis());
  }

  private void work(Journal<Attempt> journal) {
    try (JobProcess process = new JobProcess(command, options.stall)) {
      while (!stopped) {
        Optional<Entry> claim = claim();
        if (claim.isEmpty()) {
          sleep(BETWEEN_LOOKS_MILLIS);
        } else {
          steps.put(claim.get().id(), 0L);
          try {
            perform(claim.get(), process, journal);
          } catch (RuntimeException | Error e) {
            folder.giveBack(claim.get());
            throw e;
          } finally {
            steps.remove(claim.get().id());
            busy = System.nanoTime();
          }
        }
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      stopped = true;
    } catch (Error e) { // Such as no more threads: others may have some.
      failure.compareAndSet(null, new IllegalStateException(e));
      stopped = true;
    }
  }

  private Optional<Entry> claim() {
    synchronized (known) {
      // However many processes look for jobs, the folder is listed as often as by one.
      if (known.isEmpty() && System.nanoTime() - listed > BETWEEN_LOOKS_MILLIS * 1_000_000L) {
        known.addAll(folder.waiting());
        listed = System.nanoTime();
      }
      while (!known.isEmpty()) {
        Optional<Entry> claim = folder.claim(known.remove(), options.name);
        if (claim.isPresent()) {
          return claim;
        }
      }
    }
    return Optional.empty();
  }

  private void perform(Entry claim, JobProcess process, Journal<Attempt> journal) {
    String id = claim.id();
    Job job;
    try {
      job = Job.read(claim.file());
      if (!job.id().equals(id)) {
        throw new SupernetException(Kind.RUN, Text.of("'%s' holds another job.", claim.file()));
      }
    } catch (SupernetException e) {
      if (!Files.exists(claim.file())) {
        return; // Taken back a moment ago.
      }
      if (e.kind() != Kind.RUN) {
        throw e;
      }
      // A file that is no job: it would be none anywhere.
      end(claim, JobResult.ended(id, Ending.FAILED, Failures.why(e), options.name), journal);
      return;
    }
    JobResult result =
        process.perform(
            job,
            claim.file().toString(),
            () -> !stopped && Files.exists(claim.file()),
            n -> steps.put(id, n));
    end(claim, result.by(options.name), journal);
  }

  private void end(Entry claim, JobResult result, Journal<Attempt> journal) {
    boolean wanted = Files.exists(claim.file());
    switch (result.ending()) {
      case DONE, FAILED, CRASHED -> {
        if (result.ending() == Ending.CRASHED && stopped) {
          folder.giveBack(claim);
        } else if (wanted) {
          folder.finish(claim, result);
          done.incrementAndGet();
        }
      }
      case LOST -> folder.giveBack(claim);
      case UNFIT -> {
        if (wanted) {
          folder.finish(claim, result);
        }
        throw new SupernetException(result.kind(), result.why());
      }
    }
    notes.accept(
        Text.of(
            "%s %s%s",
            result.id(),
            result.ending().name().toLowerCase(Locale.ROOT),
            result.why().isEmpty() ? "" : ": " + result.why()));
    journal.append(new Attempt(result.id(), result.ending(), result.seconds(), result.why()));
  }

  private void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
