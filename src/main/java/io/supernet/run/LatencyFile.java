package io.supernet.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.measure.LatencyTable;
import io.supernet.storage.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The latency table in a run's folder. */
public final class LatencyFile {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private LatencyFile() {}

  /**
   * The table, if there is one.
   *
   * @throws SupernetException of kind RUN if it is damaged
   */
  public static Optional<LatencyTable> read(RunLayout run) {
    Path file = run.latency();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(GSON.fromJson(Files.readString(file), LatencyTable.class));
    } catch (IOException | RuntimeException e) {
      throw new SupernetException(
          Kind.RUN, "'" + file + "' is damaged; delete it, it will be made again.", e);
    }
  }

  /** Writes the table, in place of an earlier one. */
  public static void write(RunLayout run, LatencyTable table) {
    AtomicFiles.write(run.latency(), GSON.toJson(table) + "\n");
  }
}
