package io.supernet.cli;

import io.supernet.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress for a person: a bar on a terminal, a plain line every few seconds elsewhere. On Ctrl-C
 * it ends the work at the next step and says how to go on.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final long PATIENCE_MILLIS = 30_000;

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal = Boolean.getBoolean("supernet.terminal");
  private final Thread worker = Thread.currentThread();
  private final Thread hook;
  private volatile boolean interrupted;
  private volatile boolean over;
  private String phase;
  private long total;
  private long first;
  private long began;
  private long lastLine;
  private ProgressBar bar;

  ConsoleProgress(PrintWriter err, boolean quiet, String run) {
    this.err = err;
    this.quiet = quiet;
    this.hook = new Thread(() -> interrupt(run));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void say(String line) {
    if (!quiet) {
      err.println(line);
      err.flush();
    }
  }

  @Override
  public void begin(String name, long units) {
    phase = name;
    total = units;
    first = -1;
    began = System.nanoTime();
    lastLine = began;
    if (terminal && !quiet) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(units)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    } else {
      say(phase + ": begins, " + units + " units");
    }
  }

  @Override
  public void advance(long done, String status) {
    if (interrupted) {
      throw new CancellationException("interrupted");
    }
    if (first < 0) {
      first = done;
    }
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(status);
    } else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = System.nanoTime();
      say(String.format("%s: %d of %d, %s, %s", phase, done, total, status, left(done)));
    }
  }

  private String left(long done) {
    if (done <= first) {
      return "time left unknown";
    }
    double perUnit = (System.nanoTime() - began) / 1e9 / (done - first);
    return Math.round(perUnit * (total - done)) + " s left";
  }

  @Override
  public void end(String summary) {
    closeBar();
    say(String.format("%s: %s, %.0f s", phase, summary, (System.nanoTime() - began) / 1e9));
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Runs when the JVM is asked to end: lets the worker finish its step and save. */
  private void interrupt(String run) {
    interrupted = true;
    try {
      worker.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!over) {
      err.println("Interrupted. Go on with: supernet resume " + run);
      err.flush();
    }
  }

  @Override
  public void close() {
    closeBar();
    if (!interrupted) {
      over = true;
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
