package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.work.JobResult.Ending;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * An engine that has a job done again when it crashes or is lost, and gives it up when that happens
 * again and again: such a job has failed, and the others go on.
 */
@API(status = INTERNAL)
public final class Persistent implements Engine {

  /** So many crashes of a process are the job's own doing. */
  static final int MOST_CRASHES = 4;

  /** A worker that is gone may have been turned off; but some jobs take a machine down. */
  static final int MOST_LOSSES = 16;

  private final Engine engine;
  private final Consumer<String> notes;

  /**
   * Of another engine.
   *
   * @param notes hears of each job that is done again, from any thread
   */
  public Persistent(Engine engine, Consumer<String> notes) {
    this.engine = engine;
    this.notes = notes;
  }

  @Override
  public CompletableFuture<JobResult> begin(Job job) {
    Attempts attempts = new Attempts(job);
    attempts.next();
    return attempts.result;
  }

  @Override
  public Map<String, Long> steps() {
    return engine.steps();
  }

  @Override
  public int atOnce() {
    return engine.atOnce();
  }

  @Override
  public String text() {
    return engine.text();
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Those of one job, one after another. */
  private final class Attempts {

    private final Job job;
    private final CompletableFuture<JobResult> result = new CompletableFuture<>();
    private int crashes;
    private int losses;

    Attempts(Job job) {
      this.job = job;
    }

    void next() {
      CompletableFuture<JobResult> attempt = engine.begin(job);
      CompletableFuture<Void> ended =
          attempt.handle(
              (heard, failure) -> {
                if (failure != null) {
                  result.completeExceptionally(failure);
                } else {
                  hearOrFail(heard);
                }
                return null;
              });
      CompletableFuture<JobResult> unused =
          result.whenComplete(
              (heard, failure) -> {
                if (!ended.isDone()) {
                  attempt.cancel(true);
                }
              });
    }

    /** Whatever goes wrong now, nobody may wait forever. */
    private void hearOrFail(JobResult heard) {
      try {
        hear(heard);
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    }

    private void hear(JobResult heard) {
      switch (heard.ending()) {
        case DONE, FAILED -> result.complete(heard);
        case UNFIT ->
            result.completeExceptionally(new SupernetException(heard.kind(), heard.why()));
        case CRASHED -> again(heard, ++crashes, MOST_CRASHES);
        case LOST -> again(heard, ++losses, MOST_LOSSES);
      }
    }

    private void again(JobResult heard, int times, int most) {
      if (times >= most) {
        String why = Text.of("it failed %d times, at last so: %s", times, heard.why());
        notes.accept(Text.of("warning: job %s is given up: %s", job.id(), why));
        result.complete(JobResult.ended(job.id(), Ending.FAILED, why, heard.worker()));
      } else if (!result.isDone()) {
        notes.accept(Text.of("job %s is done again: %s", job.id(), heard.why()));
        next();
      }
    }
  }
}
