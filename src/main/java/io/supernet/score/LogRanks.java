package io.supernet.score;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.stats.LogRank;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The sum of ln(rank / n) of one architecture by several scorers, where rank n is the best: its
 * ranks against a sample that stays, so that its sum is the same whoever else is asked for.
 */
@API(status = INTERNAL)
public final class LogRanks {

  private final ImmutableList<double[]> samples;
  private final double[] weights;

  private LogRanks(List<double[]> samples, double[] weights) {
    if (weights.length != samples.size()) {
      throw new IllegalArgumentException(
          "One list of scores and one weight belong to each of the scorers.");
    }
    this.samples = ImmutableList.copyOf(samples);
    this.weights = weights;
  }

  /**
   * Ranks that weigh the same.
   *
   * @param samples scores of the sample by each scorer, the higher the better, in any order; not
   *     all need be as many
   */
  public static LogRanks against(List<double[]> samples) {
    return new LogRanks(
        samples.stream()
            .map(double[]::clone)
            .peek(Arrays::sort)
            .collect(ImmutableList.toImmutableList()),
        Collections.nCopies(samples.size(), 1.0).stream().mapToDouble(w -> w).toArray());
  }

  /**
   * The same with a weight for each scorer: 0 leaves it out.
   *
   * @param others 0 or more each
   */
  public LogRanks withWeights(double... others) {
    return new LogRanks(samples, others.clone());
  }

  /** Whether a scorer counts. */
  public boolean counts(int scorer) {
    return weights[scorer] > 0;
  }

  /** The scores of the sample by each scorer, ascending. */
  public List<double[]> samples() {
    return samples.stream().map(double[]::clone).toList();
  }

  /** The logarithm of the rank by one scorer, times its weight; 0 if it does not count. */
  public double of(int scorer, double score) {
    return counts(scorer) ? weights[scorer] * LogRank.against(samples.get(scorer), score) : 0;
  }

  /** 0 for what is better than the whole sample by all that count, else below. */
  public double sum(double... scores) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += of(i, scores[i]);
    }
    return sum;
  }
}
