package io.supernet.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a JVM that is asked to end until others were told that nobody waits for them any more, or
 * for a minute.
 */
final class LastWait implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await);

  private LastWait() {}

  /** From here on. */
  static LastWait begin() {
    LastWait begun = new LastWait();
    Runtime.getRuntime().addShutdownHook(begun.hook);
    return begun;
  }

  private void await() {
    try {
      boolean unused = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
      return;
    }
  }
}
