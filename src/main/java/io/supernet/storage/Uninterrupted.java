package io.supernet.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Work on files that an interrupt does not break off: Java closes a channel under the hands of a
 * thread that is interrupted, and what was to be kept would be lost. The thread is still
 * interrupted afterward, so that its work ends at the next step.
 */
final class Uninterrupted {

  /** Leaves the same on disk when it is done again from its beginning. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private Uninterrupted() {}

  static void run(Work work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      boolean done = false;
      while (!done) {
        try {
          work.run();
          done = true;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
