package io.supernet.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts changes; at one of them the JVM is killed. */
final class Countdown {

  private final long last;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param last the change at which to kill; 0 for none, but to print the count at the end
   */
  Countdown(long last) {
    this.last = last;
    if (last == 0) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(count)));
    }
  }

  /** Counts one that can only be made whole. */
  void next() {
    if (isLast()) {
      kill();
    }
  }

  /** Counts one; whether it is the one to {@link #kill} within. */
  boolean isLast() {
    return count.incrementAndGet() == last;
  }

  /** {@code kill -9} of this process; does not return. */
  static void kill() {
    String self = "" + ProcessHandle.current().pid();
    try {
      new ProcessBuilder("kill", "-9", self).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("It goes on after kill -9.");
  }
}
