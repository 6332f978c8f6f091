package io.supernet.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * The command line in a JVM of its own, which ends with Maven's and has time to save before.
 *
 * @param java the executable
 * @param jvm its options; those of users last, where they win
 * @param base folder in which it runs
 * @param environment variables in place of Maven's
 */
record Child(
    Log log,
    Path java,
    List<String> jvm,
    List<Path> classPath,
    Path base,
    Map<String, String> environment) {

  private static final String COMPLAINT = "supernet: ";
  private static final int PATIENCE_SECONDS = 40;
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  /** What TensorFlow writes once per process, and no setting of its own silences. */
  private static final List<String> NOISE =
      List.of("absl::InitializeLog", "MLIR V1 optimization pass");

  private static final Map<String, String> DEFAULT_ENVIRONMENT =
      Map.of("TF_CPP_MIN_LOG_LEVEL", "2", "TF_ENABLE_ONEDNN_OPTS", "1");

  /**
   * Runs a command to its end; its progress goes to the log.
   *
   * @return what it printed
   * @throws MojoFailureException with the sentence that it ended with
   */
  String run(List<String> words) throws MojoExecutionException, MojoFailureException {
    try {
      Path arguments = Files.createTempFile("supernet", ".args");
      try {
        Files.write(arguments, options().stream().map(Child::quoted).toList());
        return run(arguments, words);
      } finally {
        Files.deleteIfExists(arguments);
      }
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot run '" + java + "': " + e.getMessage(), e);
    }
  }

  private String run(Path arguments, List<String> words)
      throws IOException, MojoExecutionException, MojoFailureException {
    List<String> command =
        new Words(java.toString(), "@" + arguments, Launched.class.getName())
            .all(List.of(Long.toString(ProcessHandle.current().pid())))
            .all(words)
            .list();
    log.debug("in " + base + ": " + String.join(" ", command));
    ProcessBuilder builder = new ProcessBuilder(command).directory(base.toFile());
    DEFAULT_ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
    builder.environment().putAll(environment);
    return finish(builder.start());
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("-Dfile.encoding=UTF-8");
    options.add("-Dsun.stdout.encoding=UTF-8");
    options.add("-Dsun.stderr.encoding=UTF-8");
    options.add("-Dstdout.encoding=UTF-8");
    options.add("-Dstderr.encoding=UTF-8");
    // The project may bring another logger, which would write between the lines of the result.
    options.add("-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider");
    options.add("-Dslf4j.internal.verbosity=WARN");
    options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    options.addAll(jvm);
    options.add("-cp");
    options.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return options;
  }

  /** As the launcher of Java reads it in an argument file. */
  static String quoted(String option) {
    return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String finish(Process process)
      throws IOException, MojoExecutionException, MojoFailureException {
    Thread hook = new Thread(() -> end(process));
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      process.getOutputStream().close();
      // Reading cannot be interrupted, waiting can.
      CompletableFuture<String> out = aside(() -> text(process.getInputStream()));
      CompletableFuture<String> complaint = aside(() -> shown(process));
      int exit = process.waitFor();
      if (exit != 0) {
        throw failure(exit, complaint.join());
      }
      complaint.join();
      return out.join();
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (IllegalStateException e) {
      throw interrupted(); // Maven is ending itself.
    } finally {
      end(process);
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // Maven is ending itself, and the hook is at work.
      }
    }
  }

  private static <T> CompletableFuture<T> aside(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, work -> new Thread(work).start());
  }

  /** Writes what comes to the log, and returns the last complaint; empty if there was none. */
  private String shown(Process process) {
    try (BufferedReader progress = process.errorReader(StandardCharsets.UTF_8)) {
      return show(progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String show(BufferedReader progress) throws IOException {
    String complaint = "";
    for (String line = progress.readLine(); line != null; line = progress.readLine()) {
      if (NOISE.stream().anyMatch(line::contains)) {
        log.debug(line);
      } else if (line.startsWith(COMPLAINT + "interrupted")) {
        log.warn("interrupted, and saved");
      } else if (line.startsWith(COMPLAINT)) {
        complaint = line.substring(COMPLAINT.length());
        log.error(complaint);
      } else if (line.contains(UnsupportedClassVersionError.class.getName())) {
        complaint =
            "'" + java + "' is too old for these classes; choose a newer JDK (jdkToolchain).";
      } else if (line.startsWith("caution: ") || line.startsWith("warning: ")) {
        log.warn(line);
      } else {
        log.info(line);
      }
    }
    return complaint;
  }

  private static String text(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MojoExecutionException interrupted() {
    return new MojoExecutionException(
        "Supernet was interrupted. What was done is kept; the same goal goes on with it.");
  }

  private static MojoFailureException failure(int exit, String complaint)
      throws MojoExecutionException {
    if (exit == INTERRUPTED || exit == TERMINATED) {
      throw interrupted();
    }
    if (complaint.isEmpty()) {
      throw new MojoExecutionException(
          "Supernet ended with exit code " + exit + "; what it wrote is above.");
    }
    return new MojoFailureException(complaint);
  }

  /** Asks the process to end, and waits until it has saved. */
  private static void end(Process process) {
    // Process.destroy would also close the streams, and what is said in the end would be lost.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
