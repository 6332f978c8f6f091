package io.supernet.study.simulation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulation reads.
 *
 * @param table CSV of known trainings
 * @param briefly its column of the metric on validation examples after a short training
 * @param fully its column of the same after a whole training
 * @param test its column of the same on test examples after a whole training
 * @param scores a CSV for each supernet, with the columns architecture and that of the metric, as
 *     {@code evaluate} writes them; may be empty
 * @param leastMacs rows with fewer multiply-adds are left out
 * @param mostMacs rows with more are left out
 */
public record Replay(
    Path table,
    String briefly,
    String fully,
    String test,
    List<Path> scores,
    double leastMacs,
    double mostMacs) {

  public Replay {
    scores = ImmutableList.copyOf(scores);
  }

  /** Reads and simulates. */
  public SimulationReport run(Definition definition, SimulationOptions options, Progress progress) {
    Metric metric = definition.task().metric();
    Table trainings = Table.read(table, List.of(briefly, fully, test), metric, definition::parse);
    List<Table> supernets =
        scores.stream()
            .map(file -> Table.read(file, List.of(metric.name()), metric, definition::parse))
            .toList();
    List<Known> rows = new ArrayList<>();
    int scoreless = 0;
    for (Architecture architecture : trainings.architectures()) {
      double macs = definition.cost(architecture).macs();
      if (!(macs >= leastMacs && macs <= mostMacs)) {
        continue;
      }
      if (!supernets.stream().allMatch(supernet -> supernet.has(architecture))) {
        scoreless++;
        continue;
      }
      ImmutableDoubleArray values = requireNonNull(trainings.rows().get(architecture));
      rows.add(
          new Known(
              architecture,
              metric.score(values.get(0)),
              metric.score(values.get(1)),
              metric.score(values.get(2)),
              macs,
              definition.liveCost(architecture).macs(),
              ImmutableDoubleArray.copyOf(
                  supernets.stream().mapToDouble(supernet -> supernet.score(architecture)))));
    }
    if (rows.isEmpty() && scoreless > 0) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "No row of table '%s' has a score; score its architectures with 'supernet evaluate'.",
              trainings.source()));
    }
    if (scoreless > 0) {
      progress.note(
          Text.of("warning: %,d rows without a score are left out, for all methods", scoreless));
    }
    return new Simulation(
            table.getFileName().toString(),
            metric,
            rows,
            definition.space(),
            definition.isomorphism(),
            options)
        .run(progress);
  }
}
