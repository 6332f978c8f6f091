package io.supernet.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.primitives.Longs;
import com.google.gson.JsonParseException;
import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.text.Json;
import io.supernet.work.JobResult.Ending;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A process that does one job after another, started when the first comes, and again after it has
 * died. Native crashes, kills for memory and hanging code stay in it. One thread uses it.
 */
@API(status = INTERNAL)
public final class JobProcess implements AutoCloseable {

  private static final int BETWEEN_LOOKS_MILLIS = 200;
  private static final int PATIENCE_SECONDS = 45;

  /** Between the thread that reads and the one that waits: no answer looks like this. */
  private static final String END = "\0end";

  private final JobCommand command;
  private final Duration stall;
  private @Nullable Process process;
  private @Nullable Writer orders;
  private BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /**
   * None that runs yet.
   *
   * @param stall after so long without a sign of life a job is taken for hung
   */
  public JobProcess(JobCommand command, Duration stall) {
    this.command = command;
    this.stall = stall;
  }

  /**
   * Does a job.
   *
   * @param claim file that is there as long as somebody wants the job; empty if there is none
   * @param wanted asked now and then: whether somebody still wants it
   * @param steps hears how far it is
   */
  public JobResult perform(Job job, String claim, BooleanSupplier wanted, LongConsumer steps) {
    try {
      if (job.fresh()) {
        close();
      }
      if (process == null || !process.isAlive()) {
        start();
      }
      order(Json.LINE.toJson(new JobServer.Order(job, claim)));
      JobResult result = await(job, wanted, steps);
      if (job.fresh()) {
        close();
      }
      return result;
    } catch (IOException e) {
      return died(job, Failures.why(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      return JobResult.ended(job.id(), Ending.LOST, "the worker was interrupted", "");
    }
  }

  private void start() throws IOException {
    kill();
    try {
      Process started = command.start();
      process = started;
      orders = new BufferedWriter(new OutputStreamWriter(started.getOutputStream(), UTF_8));
      BlockingQueue<String> lines = new LinkedBlockingQueue<>();
      answers = lines;
      Thread reading = new Thread(() -> read(started, lines), "answers");
      reading.setDaemon(true);
      reading.start();
    } catch (IOException e) {
      throw new SupernetException(
          Kind.STORAGE, Text.of("No process can be started here: %s.", Failures.why(e)), e);
    }
  }

  private static void read(Process process, BlockingQueue<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // It was killed.
    }
    lines.add(END);
  }

  private void order(String line) throws IOException {
    Writer to = orders;
    if (to != null) {
      to.write(line + "\n");
      to.flush();
    }
  }

  private JobResult await(Job job, BooleanSupplier wanted, LongConsumer steps)
      throws IOException, InterruptedException {
    long heard = System.nanoTime();
    boolean stopping = false;
    while (true) {
      String line = answers.poll(BETWEEN_LOOKS_MILLIS, MILLISECONDS);
      if (line == null) {
        Duration silence = Duration.ofNanos(System.nanoTime() - heard);
        if (silence.compareTo(stopping ? Duration.ofSeconds(PATIENCE_SECONDS) : stall) > 0) {
          kill();
          return JobResult.ended(
              job.id(),
              stopping ? Ending.LOST : Ending.CRASHED,
              Text.of("nothing was heard of it for %s", Text.duration(silence.toMillis() / 1e3)),
              "");
        }
        if (!stopping && !wanted.getAsBoolean()) {
          order(JobServer.STOP);
          stopping = true;
          heard = System.nanoTime();
        }
        continue;
      }
      if (line.equals(END)) {
        return died(job, "");
      }
      Optional<JobResult> result = result(line, job);
      if (result.isPresent()) {
        return result.get();
      }
      if (!stopping) {
        heard = System.nanoTime();
      }
      Long done = Longs.tryParse(line.substring(Math.min(line.length(), JobServer.STEPS.length())));
      if (done != null) {
        steps.accept(done);
      }
      if (!stopping && !wanted.getAsBoolean()) {
        order(JobServer.STOP);
        stopping = true;
        heard = System.nanoTime();
      }
    }
  }

  private static Optional<JobResult> result(String line, Job job) {
    if (!line.startsWith(JobServer.RESULT)) {
      return Optional.empty();
    }
    try {
      JobResult result =
          Json.LINE.fromJson(line.substring(JobServer.RESULT.length()), JobResult.class);
      // That of an earlier one that was given up just then is nobody's.
      return Optional.of(result).filter(r -> r.id().equals(job.id()));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private JobResult died(Job job, String more) {
    String how = more;
    Process dead = process;
    if (dead != null) {
      dead.destroyForcibly();
      try {
        if (dead.waitFor(PATIENCE_SECONDS, SECONDS)) {
          how = Text.of("its process ended with exit code %d", dead.exitValue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    process = null;
    return JobResult.ended(job.id(), Ending.CRASHED, how, "");
  }

  /** Ends the process; the next job starts another. */
  private void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      process = null;
    }
  }

  /** Ends the process, which saves what it has if it is at a job. */
  @Override
  public void close() {
    Process running = process;
    Writer to = orders;
    if (running == null || to == null) {
      return;
    }
    process = null;
    try {
      to.close();
      if (!running.waitFor(PATIENCE_SECONDS, SECONDS)) {
        running.destroyForcibly();
      }
    } catch (IOException e) {
      running.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    }
  }
}
