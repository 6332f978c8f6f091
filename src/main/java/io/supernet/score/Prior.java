package io.supernet.score;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several scorers in one: the sum of ln(rank / n), in which the best rank is n. A low rank by one
 * scorer weighs more than a high one by another makes good.
 *
 * <p>The combination of ranks by logarithms is that of Lee and Ham: AZ-NAS: Assembling Zero-Cost
 * Proxies for Network Architecture Search, CVPR 2024. There the ranks are among all that a search
 * has seen, and change with each; here they are against a sample that is scored first and stays, so
 * that an architecture has one score whoever else is asked for, and an interrupted search goes on
 * as if it had not been interrupted. There all scores are those of untrained networks.
 *
 * @since 0.2
 */
public final class Prior implements Scorer {

  private final ImmutableList<Scorer> scorers;
  private final LogRanks ranks;

  private Prior(List<Scorer> scorers, LogRanks ranks) {
    this.scorers = ImmutableList.copyOf(scorers);
    this.ranks = ranks;
    if (scorers.isEmpty()) {
      throw new SupernetException(Kind.USAGE, "A prior combines scorers; name one or more.");
    }
  }

  /** A prior by ranks against a sample, which is scored here. */
  public static Prior against(List<Architecture> sample, List<Scorer> scorers) {
    return of(scorers, scorers.stream().map(scorer -> Predictions.of(scorer, sample)).toList());
  }

  /**
   * A prior by ranks against scores that were taken before.
   *
   * @param scores of the sample by each scorer, as {@link #sample} gives them
   */
  public static Prior of(List<Scorer> scorers, List<double[]> scores) {
    if (scores.size() != scorers.size()) {
      throw new IllegalArgumentException("One list of scores belongs to each of the scorers.");
    }
    return new Prior(scorers, LogRanks.against(scores));
  }

  /**
   * The same with a weight for each scorer: 0 leaves it out.
   *
   * @param others 0 or more each
   */
  public Prior withWeights(double... others) {
    return new Prior(scorers, ranks.withWeights(others));
  }

  /** What it combines. */
  public List<Scorer> scorers() {
    return scorers;
  }

  /** The scores of the sample by each scorer, the higher the better, ascending. */
  public List<double[]> sample() {
    return ranks.samples();
  }

  @Override
  public String name() {
    return scorers.stream().map(Scorer::name).collect(Collectors.joining(" × "));
  }

  /** That of its dearest scorer. */
  @Override
  public Price price() {
    return scorers.stream().map(Scorer::price).max(Price::compareTo).orElseThrow();
  }

  /** 0 for what is better than the whole sample by all scorers, else below. */
  @Override
  public double[] score(List<Architecture> architectures) {
    double[] sum = new double[architectures.size()];
    for (int i = 0; i < scorers.size(); i++) {
      if (ranks.counts(i)) {
        double[] predicted = Predictions.of(scorers.get(i), architectures);
        for (int j = 0; j < sum.length; j++) {
          sum[j] += ranks.of(i, predicted[j]);
        }
      }
    }
    return sum;
  }
}
