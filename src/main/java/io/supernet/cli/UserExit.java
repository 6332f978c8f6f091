package io.supernet.cli;

import io.supernet.extension.UserLine;

/**
 * Says so if code of a user's asks the JVM to end, which would look like a good end otherwise. What
 * it has asked for cannot be taken back, but the exit code is that of a mistake.
 */
final class UserExit {

  private static final int USAGE = 2;

  private UserExit() {}

  /** From here on. A call of {@code Runtime.halt} goes unseen. */
  static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(UserExit::look));
  }

  /** Runs when the JVM ends; the thread that asked for it waits meanwhile. */
  private static void look() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      UserLine.exiting(stack).ifPresent(UserExit::end);
    }
  }

  private static void end(String line) {
    System.err.println(
        "supernet: System.exit was called at "
            + line
            + "; let that code throw an exception instead.");
    System.err.flush();
    Runtime.getRuntime().halt(USAGE);
  }
}
