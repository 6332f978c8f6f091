package io.supernet.pipeline;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.latency.Latency;
import io.supernet.latency.LatencyTable;
import io.supernet.latency.TimedNetwork;
import io.supernet.run.AtomicFiles;
import io.supernet.run.RunFolder;
import io.supernet.space.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latency table of a run, kept as {@code latency.json}, and measurements beside it. */
public final class LatencyPhase {

  private static final String FILE = "latency.json";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** A whole network: as measured, and in milliseconds as predicted. */
  public record Comparison(Architecture architecture, Latency measured, double predictedMillis) {}

  private final Run run;

  /** Of an open run. */
  public LatencyPhase(Run run) {
    this.run = run;
  }

  /** The table of a run; makes one for single examples if there is none. */
  LatencyTable table(Progress progress) {
    return read(run.folder()).orElseGet(() -> make(1, progress));
  }

  /** The table of a run for batches of this size; makes one if there is none or another. */
  public LatencyTable table(int batch, Progress progress) {
    return read(run.folder())
        .filter(table -> table.batch() == batch)
        .orElseGet(() -> make(batch, progress));
  }

  /** Measures whole networks in turn, beside what the table says. */
  public List<Comparison> compare(List<Architecture> architectures, LatencyTable table) {
    List<TimedNetwork> networks = new ArrayList<>();
    try {
      for (Architecture architecture : architectures) {
        networks.add(new TimedNetwork(run.definition(), architecture, table.batch()));
      }
      List<Latency> measured = Latency.inTurn(networks);
      List<Comparison> comparisons = new ArrayList<>();
      for (int i = 0; i < measured.size(); i++) {
        double predicted = table.predict(run.definition(), architectures.get(i));
        comparisons.add(new Comparison(architectures.get(i), measured.get(i), predicted));
      }
      return comparisons;
    } finally {
      networks.forEach(TimedNetwork::close);
    }
  }

  /** The table in a run's folder, if there is one. */
  static Optional<LatencyTable> read(RunFolder folder) {
    Path file = folder.resolve(FILE);
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

  private LatencyTable make(int batch, Progress progress) {
    LatencyTable table =
        LatencyTable.measure(
            run.definition(), batch, run.streams().stream("latency", batch), progress);
    AtomicFiles.write(run.resolve(FILE), GSON.toJson(table) + "\n");
    return table;
  }
}
