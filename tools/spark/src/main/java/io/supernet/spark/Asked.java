package io.supernet.spark;

import io.supernet.work.Job;
import io.supernet.work.JobResult;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job, who waits for it, and what Spark has said of it. One thread uses it. */
final class Asked {

  final Job job;
  final CompletableFuture<JobResult> result = new CompletableFuture<>();

  /** Workers that have said that they cannot do it. */
  final Set<String> unfit = new HashSet<>();

  /** What the last of them said. */
  @Nullable JobResult refusal;

  /** In which Spark has it; null while it waits. */
  @Nullable Batch batch;

  Asked(Job job) {
    this.job = job;
  }

  boolean isWanted() {
    return !result.isDone();
  }
}
