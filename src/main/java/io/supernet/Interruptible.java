package io.supernet;

import java.util.concurrent.CancellationException;

/** Passes on what it hears; an interrupt ends the work where it begins or advances. */
record Interruptible(Progress heard) implements Progress {

  @Override
  public void hear(Event event) {
    heard.hear(event);
    boolean canEnd = event instanceof Begun || event instanceof Advanced;
    if (canEnd && Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
