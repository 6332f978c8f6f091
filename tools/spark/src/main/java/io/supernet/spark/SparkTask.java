package io.supernet.spark;

import com.google.gson.JsonObject;
import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.text.Json;
import io.supernet.work.Job;
import io.supernet.work.JobCommand;
import io.supernet.work.JobProcess;
import io.supernet.work.JobResult;
import io.supernet.work.JobResult.Ending;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What an executor does with a job: has a process there do it, and gives back what became of it,
 * also of a process that died. From JSON to JSON.
 */
final class SparkTask extends AbstractFunction1<Iterator<String>, String> implements Serializable {

  private static final long serialVersionUID = 2;

  private final String engine;
  private final JobCommand command;
  private final Duration stall;
  private final Set<String> unfit;

  /**
   * For jobs of a batch.
   *
   * @param engine tells the engine from all others that its executors may have
   * @param unfit workers that cannot do the job, as they have said; empty at the first try
   */
  SparkTask(String engine, JobCommand command, Duration stall, Set<String> unfit) {
    this.engine = engine;
    this.command = command;
    this.stall = stall;
    this.unfit = Set.copyOf(unfit);
  }

  /**
   * Does it.
   *
   * @return the {@link JobResult}
   * @throws ElsewhereException if this executor cannot, as it has said before
   */
  @Override
  public String apply(Iterator<String> jobs) {
    Job job = Json.LINE.fromJson(jobs.next(), Job.class);
    String worker = "executor-" + SparkEnv.get().executorId();
    if (unfit.contains(worker)) {
      throw new ElsewhereException(worker);
    }
    return Json.LINE.toJson(by(worker, result(job)));
  }

  private JobResult result(Job job) {
    TaskContext context = TaskContext.get();
    if (unfit.isEmpty() && context.attemptNumber() > 0) {
      // Who asked decides whether it is done again: nobody may want it, or it may kill executors.
      return ended(job.id(), Ending.LOST, Kind.RUN, "its executor was lost");
    }
    try {
      Processes processes = Processes.of(engine, command);
      JobProcess process = processes.take(stall);
      try {
        return process.perform(
            job, "", () -> !context.isInterrupted() && !processes.isClosed(), steps -> {});
      } finally {
        processes.giveBack(process);
      }
    } catch (SupernetException e) {
      return ended(job.id(), Ending.UNFIT, e.kind(), Failures.why(e));
    }
  }

  /** What became of a job that no process has done. */
  static JobResult ended(String id, Ending ending, Kind kind, String why) {
    return new JobResult(id, ending, kind, why, "", "", 0, new JsonObject());
  }

  private static JobResult by(String worker, JobResult result) {
    return new JobResult(
        result.id(),
        result.ending(),
        result.kind(),
        result.why(),
        worker,
        result.kernels(),
        result.seconds(),
        result.body());
  }
}
