package io.supernet.storage;

import io.supernet.SupernetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM, for what one process cannot show: foreign locks, a kill, a limit on file size. */
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;

  private OtherProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static OtherProcess start(String verb, Path path) throws IOException {
    return new OtherProcess(java(verb, path));
  }

  /** Starts it under a shell's limit on the size of files, in blocks of 512 or 1,024 bytes. */
  static OtherProcess startWithSmallFiles(String verb, Path path) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 4; exec \"$@\"", "sh"));
    command.addAll(java(verb, path));
    return new OtherProcess(command);
  }

  private static List<String> java(String verb, Path path) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        OtherProcess.class.getName(),
        verb,
        path.toString());
  }

  String answer() throws IOException {
    return answers.readLine();
  }

  /** Ends it as {@code kill -9} does. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    answers.close();
  }

  /** Answers with one line, then waits to be killed. */
  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[1]);
    String answer;
    try {
      answer =
          switch (args[0]) {
            case "open" -> open(path);
            case "lock" -> ProcessLock.acquire(path).map(l -> "locked").orElse("held by another");
            default -> fill(path);
          };
    } catch (SupernetException e) {
      answer = e.kind() + " " + e.getMessage();
    }
    System.out.println(answer);
    System.in.read();
  }

  private static String open(Path path) {
    return "opened " + RunFolder.open(path).path();
  }

  /** Appends until it fails, then once more something short. */
  private static String fill(Path path) {
    var journal = Journal.open(path, String.class);
    int good = 0;
    try {
      while (good < 100_000) {
        journal.append("a".repeat(100));
        good++;
      }
      return "never failed";
    } catch (SupernetException e) {
      journal.append("b");
      return good + " then " + e.kind() + " " + e.getMessage();
    }
  }
}
