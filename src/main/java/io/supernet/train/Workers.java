package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Failures;
import io.supernet.Progress;
import io.supernet.supernet.OwnThreads;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * Does tasks at once on threads of its own. What all of them have done is told to one progress,
 * from the thread that asked for them. Once that ends the work, or one of them fails, the others
 * end at their next step, cleanly, before this returns.
 *
 * @param count threads, at least 1
 */
@API(status = INTERNAL)
public record Workers(int count) {

  private static final long BETWEEN_LOOKS_MILLIS = 200;

  /** A task that reports its progress and ends when asked to. */
  @FunctionalInterface
  public interface Task {
    void run(Progress progress);
  }

  /** Does them; ends when all are done. */
  public void run(List<Task> tasks, Progress progress) {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong units = new AtomicLong();
    Queue<String> notes = new ConcurrentLinkedQueue<>();
    try (OwnThreads threads = new OwnThreads(count)) {
      CompletionService<Void> completed = new ExecutorCompletionService<>(threads);
      try {
        for (Task task : tasks) {
          completed.submit(
              () -> {
                Share share = new Share(units, stop, notes);
                share.goOn();
                task.run(share);
                return null;
              });
        }
        int finished = 0;
        while (finished < tasks.size()) {
          Future<Void> next = completed.poll(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
          if (next != null) {
            next.get();
            finished++;
          }
          tell(notes, progress);
          progress.advance(units.get(), finished + " of " + tasks.size() + " done");
        }
      } finally {
        stop.set(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while training");
    } catch (ExecutionException e) {
      throw Failures.of(e);
    }
  }

  private static void tell(Queue<String> notes, Progress progress) {
    for (String note = notes.poll(); note != null; note = notes.poll()) {
      progress.note(note);
    }
  }

  /** The progress of one task: its units are added to those of the others. */
  private static final class Share implements Progress {

    private final AtomicLong all;
    private final AtomicBoolean stop;
    private final Queue<String> notes;
    private long own;

    Share(AtomicLong all, AtomicBoolean stop, Queue<String> notes) {
      this.all = all;
      this.stop = stop;
      this.notes = notes;
    }

    void goOn() {
      if (stop.get()) {
        throw new CancellationException("another task failed or was interrupted");
      }
    }

    @Override
    public void hear(Event event) {
      if (event instanceof Advanced advanced) {
        all.addAndGet(advanced.done() - own);
        own = advanced.done();
        goOn();
      } else if (event instanceof Noted noted) {
        notes.add(noted.line());
      }
    }
  }
}
