package io.supernet;

import java.util.concurrent.CancellationException;

/** Passes on what it hears; an interrupt ends the work there. */
record Interruptible(Progress heard) implements Progress {

  @Override
  public void begin(String phase, long total) {
    heard.begin(phase, total);
    goOn();
  }

  @Override
  public void advance(long done, String status) {
    heard.advance(done, status);
    goOn();
  }

  @Override
  public void note(String line) {
    heard.note(line);
  }

  @Override
  public void end(String summary) {
    heard.end(summary);
  }

  private static void goOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
