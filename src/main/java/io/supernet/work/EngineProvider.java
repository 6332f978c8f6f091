package io.supernet.work;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apiguardian.api.API;

/** Opens engines of other programs, such as a cluster's. Found as a service on the class path. */
@API(status = INTERNAL)
public interface EngineProvider {

  /** Whether it knows such places, such as {@code "spark://host:7077"}. */
  boolean accepts(String where);

  /**
   * Opens an engine there.
   *
   * @param where a place that it accepts
   * @param command starts a process that does jobs, as it would on this machine
   * @param stall after so long without a sign of life a job is taken for hung
   * @throws SupernetException if it cannot be opened
   */
  Engine open(String where, JobCommand command, Duration stall);

  /** Who knows this place; nothing if nobody on the class path does. */
  static Optional<EngineProvider> of(String where) {
    return ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.accepts(where))
        .findFirst();
  }
}
