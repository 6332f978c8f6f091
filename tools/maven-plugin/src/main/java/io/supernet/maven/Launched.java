package io.supernet.maven;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the child's JVM begins: runs the command line, and ends itself, as by SIGTERM, once the
 * process that started it has ended, however it did.
 */
final class Launched {

  private static final int TERMINATED = 143;

  private Launched() {}

  /** The first word is the number of the parent's process. */
  public static void main(String[] words) throws ReflectiveOperationException {
    Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(words[0]));
    if (parent.isEmpty()) {
      System.exit(TERMINATED);
    }
    var unused = parent.get().onExit().thenRun(() -> System.exit(TERMINATED));
    try {
      Class.forName("io.supernet.cli.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(words, 1, words.length));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
