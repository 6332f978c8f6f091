package io.supernet.cli;

import io.supernet.Progress;
import io.supernet.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Progress for a person: a bar on a terminal, a plain line every few seconds elsewhere. On Ctrl-C
 * it ends the work at the next step and says how to go on.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final long PATIENCE_SECONDS = 30;

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal = Boolean.getBoolean("supernet.terminal");
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean interrupted;
  private volatile boolean canceled;
  private String phase;
  private long total;
  private long first;
  private long began;
  private long lastLine;
  private ProgressBar bar;

  /**
   * Progress of one command.
   *
   * @param wayOn how to continue after Ctrl-C, in a sentence
   */
  ConsoleProgress(PrintWriter err, boolean quiet, String wayOn) {
    this.err = err;
    this.quiet = quiet;
    this.hook = new Thread(() -> interrupt(wayOn));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void say(String line) {
    if (!quiet) {
      err.println(line);
      err.flush();
    }
  }

  @Override
  public void hear(Event event) {
    if (event instanceof Begun begun) {
      show(begun);
    } else if (event instanceof Advanced advanced) {
      show(advanced.done(), advanced.status().text());
    } else if (event instanceof Ended ended) {
      closeBar();
      say(Text.of("%s: %s, %.0f s", phase, ended.summary(), (System.nanoTime() - began) / 1e9));
    } else if (event instanceof Noted noted) {
      say(noted.line());
    }
  }

  private void show(Begun begun) {
    endIfInterrupted();
    phase = begun.phase();
    total = begun.total();
    first = -1;
    began = System.nanoTime();
    lastLine = began;
    if (terminal && !quiet) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(phase)
              .setInitialMax(total)
              .setRenderer(new Bar())
              .build();
    } else {
      say(phase + " ...");
    }
  }

  private void show(long done, String status) {
    endIfInterrupted();
    if (first < 0) {
      first = done;
    }
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(status);
    } else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      say(Text.of("%s: %d of %d, %s, %s", phase, done, total, status, pace(done)));
    }
  }

  private void endIfInterrupted() {
    if (interrupted) {
      canceled = true;
      throw new CancellationException("interrupted");
    }
  }

  private String pace(long done) {
    if (done <= first) {
      return "time left unknown";
    }
    double perSecond = (done - first) / ((System.nanoTime() - began) / 1e9);
    return Text.of("%.1f a second, %d s left", perSecond, Math.round((total - done) / perSecond));
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /**
   * Runs when the JVM is asked to end: lets the worker finish its step and save. It does not wait
   * for the end of the worker's thread, which itself waits for this hook once it calls exit.
   */
  private void interrupt(String wayOn) {
    interrupted = true;
    boolean over = false;
    try {
      over = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (canceled || !over) {
      err.println("supernet: interrupted. " + wayOn);
      err.flush();
    }
  }

  @Override
  public void close() {
    closeBar();
    closed.countDown();
    if (!interrupted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        return; // Interrupted just now, when all was done.
      }
    }
  }
}
