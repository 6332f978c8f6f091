package io.supernet.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.JsonObject;
import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.text.Json;
import io.supernet.work.JobResult.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a process that does jobs for the one that started it, see {@link JobProcess}. It
 * reads an order a line from standard input, and answers a line to what was standard output. When
 * its input ends, because its parent did, it ends, too.
 */
@API(status = INTERNAL)
public final class JobServer {

  static final String STEPS = "steps ";
  static final String RESULT = "result ";
  static final String STOP = "stop";

  private static final long BETWEEN_LOOKS_NANOS = 500_000_000;
  private static final int PATIENCE_MILLIS = 40_000;

  /**
   * What the parent asks for.
   *
   * @param claim a file that is there as long as somebody wants the job; empty if there is none
   */
  record Order(Job job, String claim) {}

  private final Performer performer;
  private final String kernels;
  private final PrintStream answers;
  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
  private volatile boolean stopped;

  /** Whether who started this process is no more. */
  private volatile boolean orphaned;

  private JobServer(Performer performer, String kernels, PrintStream answers) {
    this.performer = performer;
    this.kernels = kernels;
    this.answers = answers;
  }

  /**
   * Does jobs until there are no more orders.
   *
   * @param kernels that compute here
   */
  public static void serve(Performer performer, String kernels) {
    PrintStream answers = System.out;
    // What jobs and native code print is no answer.
    System.setOut(System.err);
    JobServer server = new JobServer(performer, kernels, answers);
    Thread listening = new Thread(() -> server.listen(System.in), "orders");
    listening.setDaemon(true);
    listening.start();
    server.work();
  }

  private void listen(InputStream in) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(STOP)) {
          stopped = true;
        } else {
          stopped = false;
          orders.add(line);
        }
      }
    } catch (IOException e) {
      // As if it had ended.
    }
    orphaned = true;
    stopped = true;
    orders.add(STOP);
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private void work() {
    try {
      for (String line = orders.take(); !line.equals(STOP); line = orders.take()) {
        Order order = Json.LINE.fromJson(line, Order.class);
        // A line of its own, whatever native code has printed before it.
        answers.print("\n" + RESULT + Json.LINE.toJson(result(order)) + "\n");
        answers.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JobResult result(Order order) {
    long begin = System.nanoTime();
    Job job = order.job();
    Ending ending = Ending.CRASHED;
    Kind kind = Kind.RUN;
    String why = "";
    JsonObject body = new JsonObject();
    try {
      refuseKernels(job);
      body = performer.perform(job, new Steps(order.claim()));
      ending = Ending.DONE;
    } catch (Performer.JobFailure e) {
      ending = Ending.FAILED;
      why = Failures.why(e);
    } catch (SupernetException e) {
      ending = Ending.UNFIT;
      kind = e.kind();
      why = Failures.why(e);
    } catch (CancellationException e) {
      ending = Ending.LOST;
      why = "the worker was told to stop";
    } catch (Abandoned e) {
      ending = Ending.LOST;
      why = "another worker has the job now";
    } catch (RuntimeException e) {
      e.printStackTrace();
      why = "unexpected error: " + Text.oneLine(e.toString());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new JobResult(job.id(), ending, kind, why, "", kernels, seconds, body);
  }

  private void refuseKernels(Job job) {
    if (!job.kernels().isEmpty() && !job.kernels().equals(kernels)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "This worker computes with the kernels '%s', and the job is for '%s': its results would not repeat to the bit. Take another machine, or give '--any-kernels' to the command that hands out the jobs.",
              kernels, job.kernels()));
    }
  }

  /**
   * Ends a job that another worker has now. Not a cancellation, after which a training saves: its
   * checkpoints are the other's.
   */
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Tells the parent how far a job is, now and then, and ends it when nobody wants it. */
  private final class Steps implements LongConsumer {

    private final @Nullable Path claim;
    private long looked = System.nanoTime();

    Steps(String claim) {
      this.claim = claim.isEmpty() ? null : Path.of(claim);
    }

    @Override
    public void accept(long steps) {
      if (stopped) {
        refuseIfAbandoned();
        throw new CancellationException("the worker was told to stop");
      }
      long now = System.nanoTime();
      if (now - looked > BETWEEN_LOOKS_NANOS) {
        looked = now;
        answers.println(STEPS + steps);
        answers.flush();
        // Also where the parent is frozen, and does not say so.
        refuseIfAbandoned();
      }
    }

    private void refuseIfAbandoned() {
      // Without a claim nobody can tell who else has the job by now.
      if (claim == null ? orphaned : !Files.exists(claim)) {
        throw new Abandoned();
      }
    }
  }
}
