package io.supernet.measure;

import com.google.common.collect.ImmutableMap;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.network.PlacedCandidate;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.stats.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Predicts latency on the machine where the table was made: every candidate, by name, shape and
 * cost, has a time; the rest of the network has one for all architectures. The times are those of
 * TensorFlow's trace of single operations, added up and brought to the scale of whole networks by a
 * line fitted to some of them.
 *
 * <p>Adding up is exact only where operations do not overlap and caches do not matter, so the error
 * against whole networks that had no part in the table comes with it. A candidate that only gives
 * zeros counts nothing; one that was not met (in 2,000 random architectures none took it) as its
 * multiply-adds.
 *
 * @param batch examples a run
 * @param candidateMillis by {@link PlacedCandidate#kind}
 * @param millisPerMac mean over all candidates, for those that were not met
 * @param fixedMillis fitted: what a network takes besides its candidates
 * @param factor fitted: by which the times of candidates are multiplied, at least 0
 * @param meanError mean of |predicted - measured| / measured over whole networks
 * @param worstError the largest of them
 * @param checked how many whole networks that was measured on
 */
public record LatencyTable(
    int batch,
    Map<String, Double> candidateMillis,
    double millisPerMac,
    double fixedMillis,
    double factor,
    double meanError,
    double worstError,
    int checked) {

  private static final int DRAWS = 2_000;
  private static final int TRACED_RUNS = 20;
  private static final int TRACED_NETWORKS = 3;
  private static final int FITTED = 10;
  private static final int CHECKED = 10;

  public LatencyTable {
    candidateMillis = ImmutableMap.copyOf(candidateMillis);
    if (!(factor >= 0)) {
      throw new IllegalArgumentException(
          "By a factor of " + factor + ", more work would take less time; give 0 or more.");
    }
  }

  /** The predicted milliseconds of one batch. */
  public double predict(Definition definition, Architecture architecture) {
    return fixedMillis + factor * sum(definition, architecture);
  }

  private double sum(Definition definition, Architecture architecture) {
    return definition.candidates(architecture).stream()
        .mapToDouble(c -> candidateMillis.getOrDefault(c.kind(), millisPerMac * c.cost().macs()))
        .sum();
  }

  /** A network that was measured whole, beside the sum of its candidates. */
  record Point(double sum, double millis) {}

  /**
   * Makes a table: takes about half a minute.
   *
   * @param batch examples a run, at least 1
   */
  public static LatencyTable measure(
      Definition definition, int batch, RandomGenerator random, Progress progress) {
    SearchSpace space = definition.distinct();
    List<Architecture> covering = covering(definition, space, random);
    List<Architecture> whole =
        Stream.generate(() -> space.sample(random)).limit(FITTED + CHECKED).toList();
    progress.begin("latency table", covering.size() + whole.size());
    LatencyTable sums = traced(definition, batch, covering, progress);
    List<Double> measured = measured(definition, batch, whole, covering.size(), progress);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      points.add(new Point(sums.predict(definition, whole.get(i)), measured.get(i)));
    }
    LatencyTable table =
        sums.fitted(points.subList(0, FITTED)).checked(points.subList(FITTED, points.size()));
    progress.end(table.errors());
    return table;
  }

  /** A table whose predictions are the sums of the times of candidates. */
  private static LatencyTable traced(
      Definition definition, int batch, List<Architecture> covering, Progress progress) {
    Map<String, List<Double>> traced = new LinkedHashMap<>();
    long macs = 0;
    for (int i = 0; i < covering.size(); i++) {
      try (TimedNetwork network = new TimedNetwork(definition, covering.get(i), batch)) {
        Map<String, Double> operations = network.trace(TRACED_RUNS);
        for (PlacedCandidate candidate : definition.candidates(covering.get(i))) {
          macs += add(candidate, operations, traced);
        }
      }
      progress.advance(i + 1, traced.size() + " candidates");
    }
    double millis = traced.values().stream().flatMap(List::stream).mapToDouble(t -> t).sum();
    Map<String, Double> medians = new LinkedHashMap<>();
    traced.forEach((kind, times) -> medians.put(kind, Quantile.median(times)));
    return new LatencyTable(batch, medians, millis / Math.max(1, macs), 0, 1, 0, 0, 0);
  }

  /**
   * The median milliseconds of networks, each run once in turn, so that what else the machine does
   * meanwhile meets all alike.
   */
  private static List<Double> measured(
      Definition definition,
      int batch,
      List<Architecture> architectures,
      int before,
      Progress progress) {
    List<TimedNetwork> networks = new ArrayList<>();
    try {
      for (Architecture architecture : architectures) {
        networks.add(new TimedNetwork(definition, architecture, batch));
        progress.advance(before + networks.size(), "whole networks");
      }
      return Latency.inTurn(networks).stream().map(Latency::medianMillis).toList();
    } finally {
      networks.forEach(TimedNetwork::close);
    }
  }

  /** The error in words. */
  public String errors() {
    return Text.of(
        "error on %d other networks %.1f %% in the mean, %.1f %% at the worst",
        checked, 100 * meanError, 100 * worstError);
  }

  /** What to know before a search believes it. */
  public Optional<String> caution() {
    return factor > 0
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "latency tells no architectures apart, each is predicted at %.3f ms: in the measured networks more time of candidates was not more time of the whole; delete 'latency.json' and measure again on an idle machine, or give 'supernet latency' a larger '--batch-size'",
                fixedMillis));
  }

  /** Random architectures, each of which takes a candidate that few of those before it do. */
  private static List<Architecture> covering(
      Definition definition, SearchSpace space, RandomGenerator random) {
    Map<String, Integer> met = new HashMap<>();
    List<Architecture> covering = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      Architecture architecture = space.sample(random);
      List<String> kinds =
          definition.candidates(architecture).stream().map(PlacedCandidate::kind).toList();
      if (kinds.stream().anyMatch(kind -> met.getOrDefault(kind, 0) < TRACED_NETWORKS)) {
        covering.add(architecture);
        kinds.stream().distinct().forEach(kind -> met.merge(kind, 1, Integer::sum));
      }
    }
    return covering;
  }

  /** Adds the time of a candidate at one place, and takes its operations; gives its MACs. */
  private static long add(
      PlacedCandidate candidate, Map<String, Double> operations, Map<String, List<Double>> traced) {
    String prefix = candidate.path().replaceAll("[^A-Za-z0-9_-]", ".");
    List<String> own = operations.keySet().stream().filter(op -> op.startsWith(prefix)).toList();
    double millis = own.stream().mapToDouble(operations::remove).sum();
    boolean unused = own.isEmpty() && candidate.cost().macs() > 0;
    // What does not wait for the input may come first in a run, and carry the start of the run.
    if (unused || !candidate.connected()) {
      return 0;
    }
    traced.computeIfAbsent(candidate.kind(), k -> new ArrayList<>()).add(millis);
    return candidate.cost().macs();
  }

  /**
   * With the line of least squares through the points, among those that do not fall: where noise is
   * larger than what candidates take, a line that falls would have a search prefer more work.
   */
  LatencyTable fitted(List<Point> points) {
    SimpleRegression line = new SimpleRegression();
    points.forEach(p -> line.addData(p.sum, p.millis));
    boolean rises = line.getSlope() > 0; // Not a number where all sums are equal.
    double slope = rises ? line.getSlope() : 0;
    double fixed =
        rises
            ? line.getIntercept()
            : points.stream().mapToDouble(Point::millis).average().orElseThrow();
    return new LatencyTable(batch, candidateMillis, millisPerMac, fixed, slope, 0, 0, 0);
  }

  private LatencyTable checked(List<Point> points) {
    double[] errors =
        points.stream()
            .mapToDouble(p -> Math.abs(fixedMillis + factor * p.sum - p.millis) / p.millis)
            .toArray();
    return new LatencyTable(
        batch,
        candidateMillis,
        millisPerMac,
        fixedMillis,
        factor,
        Arrays.stream(errors).average().orElseThrow(),
        Arrays.stream(errors).max().orElseThrow(),
        errors.length);
  }
}
