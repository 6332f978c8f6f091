package io.supernet.images;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.supernet.Progress;
import io.supernet.Text;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Work on many files at once, of which the calling thread tells. */
final class Parallel {

  private static final int MOST_THREADS = 16;
  private static final long BETWEEN_NEWS_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Parallel() {}

  /**
   * Does something for each number from 0 on.
   *
   * @param phase what a person reads
   * @throws RuntimeException the first one that the work or the progress throws; nothing goes on
   *     then
   */
  static void each(int count, String phase, Progress progress, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Runnable worker =
        () -> {
          try {
            for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
              work.accept(n);
              done.incrementAndGet();
            }
          } finally {
            next.set(count);
          }
        };
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, new ThreadFactoryBuilder().setDaemon(true).setNameFormat("files-%d").build());
    try {
      progress.begin(phase, count);
      List<? extends Future<?>> running =
          Stream.generate(() -> pool.submit(worker)).limit(threads).toList();
      for (Future<?> one : running) {
        while (!isOver(one)) {
          progress.advance(done.get(), Text.of("%d threads", threads));
        }
      }
      progress.end(Text.of("%,d of them", count));
    } finally {
      next.set(count);
      // What they work with is closed next.
      boolean unused = MoreExecutors.shutdownAndAwaitTermination(pool, PATIENCE);
    }
  }

  private static boolean isOver(Future<?> worker) {
    try {
      worker.get(BETWEEN_NEWS_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
