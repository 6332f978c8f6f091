package io.supernet.search;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Stopwatch;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Ends work that looks at many architectures of a {@linkplain SearchSpace#watched watched} space:
 * at a time limit, when the thread is interrupted, or where the progress says so.
 */
@API(status = INTERNAL)
public final class Watch implements Runnable {

  /** How often the progress is told; a canceled search ends within that time. */
  private static final long BETWEEN_MILLIS = 200;

  /** Looks that a time limit allows in any case, so that a search hardly ends with nothing. */
  private static final int FREE_LOOKS = 1_000;

  /** The time is up; there is nothing to trace. */
  static final class TimeUp extends CancellationException {
    private static final long serialVersionUID = 1;

    TimeUp() {
      super("the time is up");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final Stopwatch time = Stopwatch.createStarted();

  /** What the limit is on. */
  private final Stopwatch limited = Stopwatch.createStarted();

  private final Duration limit;
  private final Runnable tell;
  private long told;
  private long looks;

  /** Watches over work without a time limit; {@code tell} ends it by an exception. */
  public Watch(Runnable tell) {
    this(Search.NO_TIME_LIMIT, tell);
  }

  Watch(Duration limit, Runnable tell) {
    this.limit = limit;
    this.tell = tell;
  }

  /** What is found until the time is up, one architecture at least: it is worth an evaluation. */
  public static List<Architecture> untilUp(Consumer<List<Architecture>> finding) {
    List<Architecture> found = new ArrayList<>();
    try {
      finding.accept(found);
    } catch (TimeUp e) {
      if (found.isEmpty()) {
        throw e;
      }
    }
    return found;
  }

  boolean isUp() {
    return limited.elapsed().compareTo(limit) >= 0;
  }

  /** Takes no time until it is let go: what is done again does not count. */
  void hold() {
    limited.reset();
  }

  /** The time begins, if it was held. */
  void letGo() {
    if (!limited.isRunning()) {
      limited.start();
    }
  }

  /** Ends the work by an exception if it is to end. */
  @Override
  public void run() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while searching");
    }
    long millis = time.elapsed().toMillis();
    if (millis - told >= BETWEEN_MILLIS) {
      told = millis;
      tell.run();
    }
    looks++;
    if (looks > FREE_LOOKS && isUp()) {
      throw new TimeUp();
    }
  }
}
