package io.supernet;

import static java.util.Objects.requireNonNullElse;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Throwables;
import java.util.concurrent.ExecutionException;
import org.apiguardian.api.API;

/** What failed, read from what was thrown. */
@API(status = INTERNAL)
public final class Failures {

  private Failures() {}

  /** The message of what was thrown; its class if it has none. */
  public static String why(Throwable thrown) {
    return requireNonNullElse(thrown.getMessage(), thrown.toString());
  }

  /** Its first line: those that TensorFlow adds say which operation it was. */
  public static String line(Throwable thrown) {
    return why(thrown).lines().findFirst().orElse("");
  }

  /** Throws on what a task has failed with; declared to return so that the caller can throw it. */
  public static RuntimeException of(ExecutionException failed) {
    Throwable cause = requireNonNullElse(failed.getCause(), failed);
    Throwables.throwIfUnchecked(cause);
    return new IllegalStateException(cause);
  }
}
