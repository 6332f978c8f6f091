package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.gson.JsonObject;
import io.supernet.SupernetException;
import java.util.function.LongConsumer;
import org.apiguardian.api.API;

/** Does jobs in a process of its own. */
@API(status = INTERNAL)
@FunctionalInterface
public interface Performer {

  /**
   * Does one.
   *
   * @param steps hears how far it is, often: a job of which nothing is heard for long is taken for
   *     hung. Throws {@link java.util.concurrent.CancellationException} once nobody wants it.
   * @return the body of the result
   * @throws JobFailure if it fails for a reason of its own, and would again
   * @throws SupernetException if it cannot be done here, for a reason that is not its own
   */
  JsonObject perform(Job job, LongConsumer steps) throws JobFailure;

  /** Why a job has failed, wherever it is done. */
  final class JobFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** In one sentence. */
    public JobFailure(String why) {
      super(why);
    }
  }
}
