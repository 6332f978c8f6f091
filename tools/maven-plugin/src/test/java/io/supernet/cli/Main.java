package io.supernet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Stands for the command line: says what it is told, and ends only when it is asked to. */
public final class Main {

  private Main() {}

  /** The words: {@code say}, {@code fail}, {@code crash} or {@code wait FILE}. */
  public static void main(String[] words) throws Exception {
    System.err.println("train supernet: 3 of 9, loss 1.2");
    System.err.println("caution: few examples");
    switch (words[0]) {
      case "say" -> System.out.println("found ä in " + Path.of("").toAbsolutePath());
      case "fail" -> {
        System.err.println("supernet: Unknown option: '--bugdet'");
        System.err.println("See 'supernet run --help'.");
        System.exit(2);
      }
      case "crash" -> Runtime.getRuntime().halt(9);
      default -> {
        Path saved = Path.of(words[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> save(saved)));
        System.err.println("waits");
        new CountDownLatch(1).await();
      }
    }
  }

  private static void save(Path file) {
    try {
      Files.writeString(file, "saved");
      System.err.println("supernet: interrupted. To continue: supernet resume x");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
