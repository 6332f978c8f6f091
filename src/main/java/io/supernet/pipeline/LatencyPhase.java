package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.measure.Latency;
import io.supernet.measure.LatencyTable;
import io.supernet.measure.TimedNetwork;
import io.supernet.run.Figures;
import io.supernet.run.LatencyFile;
import io.supernet.run.PriorSample;
import io.supernet.run.Run;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The latency table of a run, kept as {@code latency.json}, and measurements beside it.
 *
 * @hidden
 */
@API(status = INTERNAL)
public final class LatencyPhase {

  /** A whole network: as measured, and in milliseconds as predicted. */
  public record Comparison(Architecture architecture, Latency measured, double predictedMillis) {}

  private final Run run;

  /** Of an open run. */
  public LatencyPhase(Run run) {
    this.run = run;
  }

  /** The table of a run; makes one for single examples if there is none. */
  LatencyTable table(Progress progress) {
    return LatencyFile.read(run.layout()).orElseGet(() -> make(1, progress));
  }

  /** The table of a run for batches of this size; makes one if there is none or another. */
  public LatencyTable table(int batch, Progress progress) {
    return LatencyFile.read(run.layout())
        .filter(table -> table.batch() == batch)
        .orElseGet(() -> make(batch, progress.endingOnInterrupt()));
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

  private LatencyTable make(int batch, Progress progress) {
    LatencyTable table =
        LatencyTable.measure(
            run.definition(), batch, run.streams().stream("latency", batch), progress);
    if (PriorSample.forget(run.layout(), Figures.LATENCY)) {
      progress.note(
          "the prior's sample was scored by another latency table; 'supernet search' scores it again, and nothing is ranked by the prior before");
    }
    LatencyFile.write(run.layout(), table);
    return table;
  }
}
