package io.supernet.spark;

import com.google.gson.JsonObject;
import io.supernet.SupernetException;
import io.supernet.work.Job;
import io.supernet.work.JobCommand;
import io.supernet.work.JobServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Jobs that sleep, or fail in one way or another, as a process of their own does them. */
final class SleepyJobs {

  private static boolean unfit;

  private SleepyJobs() {}

  public static void main(String[] arguments) {
    JobServer.serve(SleepyJobs::perform, "none");
  }

  /** How a process for them is started. */
  static JobCommand command() {
    return command(System.getProperty("java.class.path"));
  }

  static JobCommand command(String classPath) {
    return new JobCommand(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"),
        classPath,
        SleepyJobs.class.getName(),
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

  /** A job of another kind, with a file that it may use. */
  static Job trick(String kind, Path file) {
    JsonObject body = new JsonObject();
    body.addProperty("file", file.toString());
    return job(kind, body);
  }

  private static Job job(String kind, JsonObject body) {
    return new Job(kind, "", "definition", "data", "", false, body);
  }

  private static JsonObject perform(Job job, LongConsumer steps) {
    JsonObject body = job.body();
    Path file = body.has("file") ? Path.of(body.get("file").getAsString()) : Path.of("none");
    switch (job.kind()) {
      case "sleep" -> sleep(body.get("millis").getAsLong(), steps);
      case "die" -> Runtime.getRuntime().halt(137);
      case "once" -> {
        if (create(file)) {
          Runtime.getRuntime().halt(137);
        }
      }
      case "wait" -> {
        create(file);
        sleepAndTell(file, steps);
      }
      case "full" -> refuse();
      case "first" -> {
        // The process that made the file is unfit for ever.
        if (create(file)) {
          unfit = true;
        }
        if (unfit) {
          refuse();
        }
      }
      default -> throw new IllegalArgumentException(job.kind());
    }
    return body;
  }

  private static void refuse() {
    throw new SupernetException(SupernetException.Kind.STORAGE, "The disk is full here.");
  }

  /** Until it is told to stop, which the file says then. */
  private static void sleepAndTell(Path file, LongConsumer steps) {
    try {
      sleep(60_000, steps);
    } finally {
      try {
        Files.writeString(file, "stopped");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
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

  private static boolean create(Path file) {
    try {
      Files.createFile(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
