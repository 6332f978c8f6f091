package io.supernet.spark;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.work.JobCommand;
import io.supernet.work.JobProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes of one executor, as many as it has tasks at once. They live from job to job, and
 * end when the executor does, however it does: their input ends then.
 */
final class Processes {

  private static final int BETWEEN_LOOKS_MILLIS = 20;

  /** By the engine. A JVM is the executor of one only, but where tests open several. */
  private static final Map<String, Processes> ALL = new ConcurrentHashMap<>();

  private final JobCommand command;
  private final Deque<JobProcess> idle = new ArrayDeque<>();
  private int busy;
  private boolean closed;

  private Processes(JobCommand command) {
    this.command = command;
  }

  /**
   * Those of an engine.
   *
   * @throws SupernetException if the class path of its command is not on this machine
   */
  static Processes of(String engine, JobCommand command) {
    return ALL.computeIfAbsent(
        engine,
        e -> {
          refuseMissing(command.classPath());
          return new Processes(command);
        });
  }

  /** Else each job would fail as if it were its own fault. */
  private static void refuseMissing(String classPath) {
    for (String entry : classPath.split(File.pathSeparator)) {
      String name = entry.endsWith("/*") ? entry.substring(0, entry.length() - 2) : entry;
      if (!Files.exists(Path.of(name))) {
        throw new SupernetException(
            Kind.USAGE,
            "'"
                + name
                + "' is not on an executor's machine; put it there, or set SUPERNET_WORKER_CLASSPATH to where executors have the library.");
      }
    }
  }

  /** One that nobody uses. */
  synchronized JobProcess take(Duration stall) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    busy++;
    JobProcess process = idle.poll();
    return process == null ? new JobProcess(command, stall) : process;
  }

  /** For the next job. */
  void giveBack(JobProcess process) {
    if (isClosed()) {
      process.close();
    }
    synchronized (this) {
      busy--;
      if (!closed) {
        idle.push(process);
      }
    }
  }

  /** Whether jobs are to end soon. */
  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Ends those in this JVM, which is its own executor if Spark's master is {@code local}, and waits
   * for jobs under way.
   */
  static void close(String engine, JobCommand command) throws InterruptedException {
    Processes processes = ALL.computeIfAbsent(engine, e -> new Processes(command));
    while (!processes.close()) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private synchronized boolean close() {
    closed = true;
    idle.forEach(JobProcess::close);
    idle.clear();
    return busy == 0;
  }
}
