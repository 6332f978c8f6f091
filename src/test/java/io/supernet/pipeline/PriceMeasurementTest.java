package io.supernet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.Progress;
import io.supernet.TinyData;
import io.supernet.TinyRun;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceMeasurementTest {

  @TempDir private Path folder;

  /** What a run may not train, its plan must not count with. A latency is not measured for that. */
  @Test
  void pricesAreThoseOfArchitecturesWithinTheLimits() throws IOException {
    RunOptions free = TinyRun.options(TinyData.write(folder), 0.05);
    List<Double> sizes = sizes("free", free);
    double most = sizes.get(sizes.size() / 2);
    assertThat(sizes).isSorted().anyMatch(macs -> macs > most);
    Map<String, Double> limits = Map.of("live-macs", most, "latency", 5.0);
    RunOptions limited = free.withSearch(free.search().with().limits(limits).build());
    assertThat(sizes("limited", limited)).hasSizeGreaterThan(5).allMatch(macs -> macs <= most);
  }

  private List<Double> sizes(String name, RunOptions options) {
    try (Run run =
        Run.builder(folder.resolve(name)).definition(TinyRun.network()).options(options).create()) {
      return new PriceMeasurement(run, false, Progress.SILENT).sizes();
    }
  }
}
