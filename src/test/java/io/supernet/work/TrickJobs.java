package io.supernet.work;

import com.google.gson.JsonObject;
import io.supernet.SupernetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/** Jobs that sleep, or fail in one way or another, as a process of their own does them. */
final class TrickJobs {

  static final String KERNELS = "none";

  private TrickJobs() {}

  public static void main(String[] arguments) {
    JobServer.serve(TrickJobs::perform, KERNELS);
  }

  /** How a process for them is started. */
  static JobCommand command() {
    return new JobCommand(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"),
        System.getProperty("java.class.path"),
        TrickJobs.class.getName(),
        List.of(),
        Map.of());
  }

  /** A job that sleeps and gives its number. */
  static Job sleep(int number, long millis) {
    JsonObject body = new JsonObject();
    body.addProperty("number", number);
    body.addProperty("millis", millis);
    return job("sleep", body);
  }

  /** A job of another trick, with a file that it may use. */
  static Job trick(String kind, Path file) {
    JsonObject body = new JsonObject();
    body.addProperty("file", file.toString());
    return job(kind, body);
  }

  private static Job job(String kind, JsonObject body) {
    return new Job(kind, "", "definition", "data", KERNELS, false, body);
  }

  static LocalProcesses processes(int count, Duration stall) {
    return new LocalProcesses(command(), count, stall);
  }

  private static JsonObject perform(Job job, LongConsumer steps) throws Performer.JobFailure {
    JsonObject body = job.body();
    switch (job.kind()) {
      case "sleep" -> sleep(body.get("millis").getAsLong(), steps);
      case "die" -> Runtime.getRuntime().halt(137);
      case "once" -> {
        if (create(Path.of(body.get("file").getAsString()))) {
          Runtime.getRuntime().halt(137);
        }
      }
      case "hang" -> sleep(3_600_000, done -> {});
      case "mistake" -> throw new IllegalStateException("a mistake in the program");
      case "diverge" -> throw new Performer.JobFailure("it diverged");
      case "save" -> save(Path.of(body.get("file").getAsString()), steps);
      case "full" ->
          throw new SupernetException(SupernetException.Kind.STORAGE, "The disk is full here.");
      default -> throw new IllegalArgumentException(job.kind());
    }
    return body;
  }

  private static void sleep(long millis, LongConsumer steps) {
    try {
      for (long slept = 0; slept < millis; slept += 10) {
        Thread.sleep(10);
        steps.accept(slept);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As a training does: what is canceled is saved. */
  private static void save(Path file, LongConsumer steps) {
    try {
      sleep(60_000, steps);
    } catch (CancellationException e) {
      create(file);
      throw e;
    }
  }

  private static boolean create(Path file) {
    try {
      Files.createFile(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
