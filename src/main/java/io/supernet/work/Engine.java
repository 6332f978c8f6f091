package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;

/** Has jobs done somewhere, as many at once as it can. */
@API(status = INTERNAL)
public interface Engine extends AutoCloseable {

  /**
   * Has a job done. What was asked for first begins first.
   *
   * @return what became of it, once; an exception only if the engine itself cannot go on. Canceled
   *     if nobody wants the result any more.
   */
  CompletableFuture<JobResult> begin(Job job);

  /** How far jobs are that are under way, in steps, by their names; as far as that is known. */
  Map<String, Long> steps();

  /** How many jobs keep it busy. */
  default int atOnce() {
    return 32;
  }

  /** Who does them at this moment, such as {@code "3 workers"}. */
  String text();

  /** Ends it. Jobs under way end soon, and keep what they have; nobody hears of them. */
  @Override
  void close();
}
