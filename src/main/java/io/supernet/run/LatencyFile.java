package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.measure.LatencyTable;
import io.supernet.storage.SealedJson;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The latency table in a run's folder.
 *
 * @hidden
 */
@API(status = INTERNAL)
public final class LatencyFile {

  private static final SealedJson<LatencyTable> FORMAT =
      new SealedJson<>("latency", 1, LatencyTable.class, "delete it, it will be made again");

  private LatencyFile() {}

  /**
   * The table, if there is one.
   *
   * @throws SupernetException of kind RUN if it is damaged
   */
  public static Optional<LatencyTable> read(RunLayout run) {
    return FORMAT.find(run.latency());
  }

  /** Writes the table, in place of an earlier one. */
  public static void write(RunLayout run, LatencyTable table) {
    FORMAT.write(run.latency(), table);
  }
}
