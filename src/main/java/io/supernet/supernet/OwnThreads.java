package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/**
 * Threads that do tasks in the order in which they come. Once they are closed none of them is left:
 * what a task uses may be closed after that.
 */
@API(status = INTERNAL)
public final class OwnThreads implements Executor, AutoCloseable {

  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor pool;

  /** So many threads, at least 1; each starts with its first task. */
  public OwnThreads(int count) {
    pool =
        new ThreadPoolExecutor(
            count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "supernet-" + started.size());
    started.add(thread);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /**
   * Drops the tasks that wait and lets those end that have begun. They are not interrupted, which
   * would close the files that they write; nor is this wait.
   */
  @Override
  public void close() {
    pool.getQueue().clear();
    pool.shutdown();
    // The pool calls itself ended while the last of its threads is still about to go.
    started.forEach(Uninterruptibles::joinUninterruptibly);
  }
}
