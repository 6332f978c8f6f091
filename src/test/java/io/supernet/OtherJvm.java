package io.supernet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A second JVM, for kills, signals and a TensorFlow of its own; its output goes to a file. */
public final class OtherJvm implements AutoCloseable {

  /** Ends what hangs; a busy machine is slow. */
  private static final int PATIENCE_SECONDS = 900;

  private final Process process;
  private final Path output;

  private OtherJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code java} with these arguments; the file gets what it writes to both streams. */
  public static OtherJvm start(Path output, List<String> arguments) throws IOException {
    return start(output, List.of(), arguments);
  }

  /** The same with words before the command, such as those that set a limit. */
  public static OtherJvm start(Path output, List<String> before, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new OtherJvm(builder.redirectOutput(output.toFile()).start(), output);
  }

  /** Goes on once the condition holds; fails if the process ends before. */
  public void until(BooleanSupplier condition) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError("It did not come so far: " + output());
      }
    }
  }

  /**
   * Asks it to end (SIGTERM). Ctrl-C (SIGINT) takes the same way through the JVM, but children of a
   * background job ignore it.
   */
  public void terminate() {
    process.destroy();
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the end and gives the exit code. */
  public int exit() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end: " + output());
    }
    return process.exitValue();
  }

  /** Whether it has written this so far. */
  public boolean wrote(String text) {
    try {
      return output().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has written so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
