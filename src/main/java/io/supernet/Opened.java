package io.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apiguardian.api.API;

/**
 * What was opened for an owner that is still being built: closed, the last first, if that fails.
 */
@API(status = INTERNAL)
public final class Opened implements AutoCloseable {

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  /** Nothing is open yet. */
  public Opened() {}

  /** Takes a resource that was opened. */
  @CanIgnoreReturnValue
  public <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  /** The owner stands, and closes all from now on. */
  public void keep() {
    resources.clear();
  }

  /** Closes all that no owner keeps. */
  @Override
  public void close() {
    RuntimeException first = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        if (first == null) {
          first =
              e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
