package io.supernet.search;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.supernet.evaluate.Evaluator;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A search problem whose answers are known: 1,958 connected cells of NAS-Bench-201 with their
 * CIFAR-10 validation accuracy after 200 epochs, about an eighth of the benchmark.
 *
 * <p>Cells that are not in the table count as disconnected, so that a cell has 2.9 of its 24
 * neighbors on average, and one of four is a local optimum.
 *
 * <p>Dong, Yang: NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture Search,
 * ICLR 2020 (MIT license).
 */
final class NasBench201Lookup {

  private static final List<String> OPERATIONS =
      List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");

  private static final List<String> EDGES =
      List.of("edge_0_1", "edge_0_2", "edge_1_2", "edge_0_3", "edge_1_3", "edge_2_3");

  private final Map<Architecture, Double> accuracies = read();
  private final double best = Collections.max(accuracies.values());

  /** Of the cells in the table. */
  SearchSpace space() {
    return new SearchSpace(
        "nasbench201 table",
        EDGES.stream().map(edge -> new Decision(edge, OPERATIONS)).toList(),
        accuracies::containsKey);
  }

  Evaluator evaluator() {
    return Toys.evaluator(accuracies::get);
  }

  Map<Architecture, Double> accuracies() {
    return accuracies;
  }

  double best() {
    return best;
  }

  private static Map<Architecture, Double> read() {
    try (InputStream file =
            NasBench201Lookup.class.getResourceAsStream("nasbench201_connected.csv.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> Splitter.on(',').splitToList(line))
          .collect(
              ImmutableMap.toImmutableMap(
                  row -> cell(row.get(0)), row -> Double.parseDouble(row.get(1)) / 100));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such as {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}. */
  private static Architecture cell(String text) {
    Stream<String> edges = Splitter.onPattern("[|+]+").omitEmptyStrings().splitToStream(text);
    return Architecture.of(
        edges.mapToInt(edge -> OPERATIONS.indexOf(edge.substring(0, edge.length() - 2))).toArray());
  }
}
