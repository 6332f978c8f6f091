package io.supernet.spark;

import java.util.List;
import java.util.UUID;
import org.apache.spark.SimpleFutureAction;
import org.jspecify.annotations.Nullable;

/** Jobs that are handed to Spark at once: a Spark job with a task for each. */
final class Batch {

  final String name = UUID.randomUUID().toString();
  final List<Asked> jobs;
  @Nullable SimpleFutureAction<?> action;

  Batch(List<Asked> jobs) {
    this.jobs = List.copyOf(jobs);
    jobs.forEach(asked -> asked.batch = this);
  }

  /** Ends all of it. */
  void cancel() {
    if (action != null) {
      action.cancel();
    }
  }
}
