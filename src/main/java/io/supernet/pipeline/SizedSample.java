package io.supernet.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.supernet.network.Definition;
import io.supernet.run.Figures;
import io.supernet.run.Run;
import io.supernet.search.Feasible;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random architectures within a run's limits by size: live multiply-adds.
 *
 * @param ascending the smallest first
 */
record SizedSample(Definition definition, List<Architecture> ascending) {

  /** So many random networks say how large networks are. */
  private static final int SAMPLE = 200;

  /**
   * So many networks are trained alone beside the smallest: two of one size may differ by a half in
   * time, as pooling costs much of it and no multiply-adds.
   */
  private static final int NETWORKS = 4;

  SizedSample {
    ascending = ImmutableList.copyOf(ascending);
  }

  /** Of a run; of latencies nothing is known yet. */
  static SizedSample of(Run run, RandomGenerator random) {
    Definition definition = run.definition();
    Map<String, Double> limits =
        Maps.filterKeys(run.options().search().limits(), limit -> !Figures.LATENCY.equals(limit));
    SearchSpace space =
        Feasible.of(
                definition.distinct(),
                run.figures().constraints(limits),
                run.streams().stream("limits", 0))
            .space();
    return new SizedSample(
        definition,
        new Unseen(space, random)
            .draw(SAMPLE).stream()
                .sorted(Comparator.comparingDouble(a -> definition.liveCost(a).macs()))
                .toList());
  }

  /** Its live multiply-adds. */
  double macs(Architecture architecture) {
    return definition.liveCost(architecture).macs();
  }

  /** Live multiply-adds of architectures within the limits, the smallest first. */
  List<Double> sizes() {
    return ascending.stream().map(this::macs).toList();
  }

  /** The smallest there is, a large one within the limits, and then others of all sizes. */
  List<Architecture> spread() {
    Stream<Architecture> ends =
        Stream.of(definition.smallest(), ascending.get((int) (Budget.LARGE * ascending.size())));
    Stream<Architecture> between =
        IntStream.range(1, NETWORKS).mapToObj(i -> ascending.get(i * ascending.size() / NETWORKS));
    return Stream.concat(ends, between).distinct().toList();
  }

  /** So many of the largest, or all. */
  List<Architecture> largest(int most) {
    return ascending.subList(Math.max(0, ascending.size() - most), ascending.size());
  }

  /** A random one. */
  Architecture any(RandomGenerator random) {
    return ascending.get(random.nextInt(ascending.size()));
  }
}
