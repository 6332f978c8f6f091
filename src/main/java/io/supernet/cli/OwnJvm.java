package io.supernet.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A command in a JVM of its own that is started as this one was: its memory is its own. */
final class OwnJvm {

  private static final int INTERRUPTED = 130;
  private static final int PATIENCE_SECONDS = 40;

  /** How arguments begin that only one of two JVMs at a time can have. */
  private static final List<String> OWN =
      List.of(
          "-agentlib:",
          "-agentpath:",
          "-javaagent:",
          "-Xdebug",
          "-Xnoagent",
          "-Xrun",
          "-Dcom.sun.management.jmxremote");

  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** How a command ended, and what it wrote to standard output. */
  record Ended(int exit, String out) {}

  private OwnJvm() {}

  /** Runs a command to its end; it ends with this process, and has time to save before. */
  static Ended run(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(passedOn(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    command.add(Home.asJavaOption());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    // What they say is among the arguments of this process.
    builder.environment().keySet().removeAll(OPTION_VARIABLES);
    Process process = builder.start();
    Thread hook = new Thread(() -> end(process));
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), out);
    } catch (IllegalStateException e) {
      throw new CancellationException("this process is ending itself");
    } finally {
      process.destroy();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // This process is ending itself, and the hook is at work.
      }
    }
  }

  /**
   * The arguments of a JVM that another can be started with beside it: without agents such as
   * debuggers and profilers, and without remote management, whose ports are taken.
   */
  static List<String> passedOn(List<String> arguments) {
    return arguments.stream().filter(a -> OWN.stream().noneMatch(a::startsWith)).toList();
  }

  /** Ends this process, as Ctrl-C does, once the one that started it has ended, however it did. */
  static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var unused = parent.onExit().thenRun(() -> System.exit(INTERRUPTED));
            });
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
