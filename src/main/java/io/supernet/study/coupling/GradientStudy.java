package io.supernet.study.coupling;

import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.network.PlacedCandidate;
import io.supernet.space.Architecture;
import io.supernet.stats.Estimate;
import io.supernet.stats.Spread;
import io.supernet.study.coupling.Coupling.Alignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether two paths pull the weights they share the same way: the cosine between the gradients of
 * the loss of one training batch, at the trained weights. Each architecture is compared with one
 * partner for every number of shared decisions, all on one batch.
 */
final class GradientStudy {

  /** The figures; trends as in {@link Coupling}. */
  record Result(List<Alignment> alignments, Estimate trend, Estimate candidateTrend) {}

  private final TrainedWeights weights;
  private final int pairs;
  private final int decisions;
  private final double[][] all;
  private final double[][] inCandidates;

  GradientStudy(TrainedWeights weights, CouplingOptions options) {
    this.weights = weights;
    this.pairs = options.pairs();
    this.decisions = weights.decisions();
    this.all = new double[pairs][decisions];
    this.inCandidates = new double[pairs][decisions];
  }

  Result run(Progress progress) {
    weights.restore();
    progress.begin("gradients", (long) pairs * decisions);
    for (int pair = 0; pair < pairs; pair++) {
      compare(pair, progress);
    }
    progress.end(Text.of("%d pairs for each number of shared decisions", pairs));
    List<Alignment> alignments = new ArrayList<>();
    for (int shared = 0; shared < decisions; shared++) {
      alignments.add(
          new Alignment(
              shared, Spread.of(column(all, shared)), Spread.of(column(inCandidates, shared))));
    }
    return new Result(alignments, trend(all, 0), trend(inCandidates, 1));
  }

  private Estimate trend(double[][] cosines, long position) {
    return Trend.of(cosines, weights.streams().stream("coupling/gradient-bootstrap", position));
  }

  private void compare(int pair, Progress progress) {
    Architecture one = weights.space().sample(weights.streams().stream("coupling/pair", pair));
    int[] batch = weights.batch("coupling/gradient-batch", pair);
    Map<String, float[]> gradient = weights.supernet().gradients(one, batch);
    List<String> inside =
        weights.supernet().definition().candidates(one).stream()
            .map(PlacedCandidate::path)
            .toList();
    for (int shared = 0; shared < decisions; shared++) {
      RandomGenerator random =
          weights.streams().stream("coupling/partner", (long) pair * decisions + shared);
      Optional<Architecture> partner =
          new SharedDecisions(weights.space()).draw(one, shared, random);
      all[pair][shared] = Double.NaN;
      inCandidates[pair][shared] = Double.NaN;
      if (partner.isPresent()) {
        Map<String, float[]> other = weights.supernet().gradients(partner.get(), batch);
        all[pair][shared] = Cosine.of(gradient, other, name -> true).orElse(Double.NaN);
        inCandidates[pair][shared] =
            Cosine.of(gradient, other, name -> inside.stream().anyMatch(name::startsWith))
                .orElse(Double.NaN);
      }
      progress.advance((long) pair * decisions + shared + 1, "pair " + (pair + 1));
    }
  }

  /** Where the cosine is defined. */
  private static double[] column(double[][] values, int column) {
    return Arrays.stream(values).mapToDouble(row -> row[column]).filter(Double::isFinite).toArray();
  }
}
