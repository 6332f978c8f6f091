package io.supernet.work;

import io.supernet.SupernetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker on a shared folder in a JVM of its own, which can be killed. */
final class OtherWorker implements AutoCloseable {

  private final Process process;

  private OtherWorker(Process process) {
    this.process = process;
  }

  static OtherWorker start(WorkFolder folder, String name) throws IOException {
    return start(List.of(), folder, name);
  }

  /** Starts it under a shell's limit on the size of files, as on a disk that is full. */
  static OtherWorker startWithSmallFiles(WorkFolder folder, String name) throws IOException {
    return start(List.of("sh", "-c", "ulimit -f 0; exec \"$@\"", "sh"), folder, name);
  }

  private static OtherWorker start(List<String> before, WorkFolder folder, String name)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            OtherWorker.class.getName(),
            folder.path().toString(),
            name));
    return new OtherWorker(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  public static void main(String[] arguments) {
    var options =
        new FolderWorker.Options(arguments[1], 1, Duration.ofSeconds(20), Duration.ofSeconds(60));
    WorkFolder folder = new WorkFolder(Path.of(arguments[0]));
    try {
      new FolderWorker(folder, TrickJobs.command(), options, note -> {}).run();
    } catch (SupernetException e) {
      System.exit(e.kind().exitCode());
    }
  }

  Process process() {
    return process;
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
