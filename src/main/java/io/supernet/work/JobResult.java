package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.JsonObject;
import io.supernet.SupernetException;
import io.supernet.storage.SealedJson;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * What became of a job.
 *
 * @param id of the job
 * @param ending how it ended
 * @param kind of the failure, if the place was unfit
 * @param why it did not end well, in one sentence; empty if it did
 * @param worker who did it
 * @param kernels that computed it
 * @param seconds that it took
 * @param body what its kind says, if it is done
 */
@API(status = INTERNAL)
public record JobResult(
    String id,
    Ending ending,
    SupernetException.Kind kind,
    String why,
    String worker,
    String kernels,
    double seconds,
    JsonObject body) {

  /** How a job can end. */
  public enum Ending {
    /** With a result. */
    DONE,
    /** For a reason of its own: it would end so again. */
    FAILED,
    /** The process that did it died, or hung, or met a mistake in its program. */
    CRASHED,
    /** Nothing is heard any more of the worker that had it. */
    LOST,
    /** Where it was, it cannot be done: nothing is wrong with the job. */
    UNFIT
  }

  private static final SealedJson<JobResult> FILES =
      new SealedJson<>("job-result", 1, JobResult.class, "delete it; the job is done again");

  /** One that ended otherwise than well, wherever that was. */
  static JobResult ended(String id, Ending ending, String why, String worker) {
    return new JobResult(
        id, ending, SupernetException.Kind.RUN, why, worker, "", 0, new JsonObject());
  }

  JobResult by(String other) {
    return new JobResult(id, ending, kind, why, other, kernels, seconds, body);
  }

  void write(Path file) {
    FILES.write(file, this);
  }

  static JobResult read(Path file) {
    return FILES.read(file);
  }
}
