package io.supernet.tournament;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.score.Evidence;
import io.supernet.score.Surrogate;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Lets candidates enter as a prior ranks them, and weighs its scorers anew by how those who entered
 * came out. One in sixteen is from anywhere in the ranking, so that there is something to compare
 * the top of the prior to. Only where the trainings leave nothing of the prior, a surrogate that is
 * fitted to them picks the others: replayed on NAS-Bench-201 it picks worse ones than a prior that
 * holds, as it prefers what learns fast.
 */
public final class Evident implements Entrants {

  /** One in so many entrants is from anywhere in the ranking; of fewer than half as many, none. */
  private static final int SPREAD = 16;

  /** So many enter between two looks at the evidence. */
  private static final int ROUND = 4;

  /** The sum of the weights of a prior of which nothing is left: 1 each is all of it. */
  private static final double NOTHING = 0.4;

  private final ImmutableList<Architecture> candidates;
  private final ImmutableList<double[]> ranks;
  private final ImmutableList<Architecture> first;
  private final Surrogate surrogate;

  /**
   * Of some candidates.
   *
   * @param candidates all different, the most promising first
   * @param ranks of them by each scorer of the prior: logarithms, the higher the better
   * @param entrants how many will enter
   */
  public Evident(List<Architecture> candidates, List<double[]> ranks, int entrants) {
    this.candidates = ImmutableList.copyOf(candidates);
    this.ranks = ImmutableList.copyOf(ranks);
    this.surrogate = new Surrogate(candidates, ranks, Isomorphism.NONE);
    int half = Math.min((entrants + 1) / 2, candidates.size());
    int spread = (entrants + SPREAD / 2) / SPREAD;
    List<Architecture> chosen =
        new ArrayList<>(Shortlist.of(this.candidates, Math.max(1, half - spread)));
    List<Architecture> others = candidates.stream().filter(a -> !chosen.contains(a)).toList();
    int rest = half - chosen.size();
    for (int i = 1; i <= rest; i++) {
      chosen.add(others.get(i * others.size() / (rest + 1)));
    }
    this.first = ImmutableList.copyOf(chosen);
  }

  @Override
  public List<Architecture> next(List<Evaluation> results, int open) {
    if (results.size() < first.size()) {
      return first.stream().skip(results.size()).limit(open).toList();
    }
    Map<Architecture, Double> worth = new LinkedHashMap<>();
    results.forEach(e -> worth.put(e.architecture(), worth(e)));
    int count = Math.min(ROUND, open);
    double[] weights = weights(worth);
    return Arrays.stream(weights).sum() < NOTHING && worth.size() > 1
        ? surrogate.next(worth, count)
        : IntStream.range(0, candidates.size())
            .filter(i -> !worth.containsKey(candidates.get(i)))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -prior(weights, i)))
            .limit(count)
            .map(candidates::get)
            .toList();
  }

  private double[] weights(Map<Architecture, Double> worth) {
    int[] trained =
        IntStream.range(0, candidates.size())
            .filter(i -> worth.containsKey(candidates.get(i)))
            .toArray();
    double[] results =
        Arrays.stream(trained).mapToDouble(i -> worth.get(candidates.get(i))).toArray();
    return Evidence.weights(
        ranks.stream()
            .map(rank -> Arrays.stream(trained).mapToDouble(i -> rank[i]).toArray())
            .toList(),
        results);
  }

  private double prior(double[] weights, int candidate) {
    return IntStream.range(0, weights.length)
        .mapToDouble(scorer -> weights[scorer] * ranks.get(scorer)[candidate])
        .sum();
  }

  private static double worth(Evaluation evaluation) {
    return evaluation.failed() ? Double.NEGATIVE_INFINITY : -Metric.TRAINING_LOSS.cost(evaluation);
  }
}
