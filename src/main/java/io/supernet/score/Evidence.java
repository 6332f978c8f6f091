package io.supernet.score;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.stats.NormalScores;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What trainings say of scorers: one that does not order them as they came out loses its weight in
 * a {@link Prior}.
 *
 * <p>Results, as normal scores, are regressed on the logarithms of ranks that the prior sums, with
 * the belief that all scorers are worth the same, and that none is worth less than nothing. That
 * belief counts as much as {@value #DOUBT} trainings that are spread over the whole sample. Those
 * who enter a tournament are not: they are at the top of the prior, where each scorer has little
 * left to say, and their correlation alone would condemn it. All scorers are regressed on together,
 * since among the top of a sum who is good by one is worse by another.
 */
@API(status = INTERNAL)
public final class Evidence {

  /** What a unit of a logarithm of a rank, its standard deviation, is expected to be worth. */
  static final double WORTH = 0.3;

  private static final double DOUBT = 16;

  private static final int ROUNDS = 100;

  private Evidence() {}

  /**
   * Weights for {@link Prior#withWeights} and {@link LogRanks#withWeights}: 1 each without any
   * training, 0 where trainings contradict a scorer.
   *
   * @param ranks of those that were trained, by each scorer: logarithms as {@link LogRanks#of}
   *     gives them
   * @param results how each training came out, the higher the better; what failed is minus infinity
   */
  public static double[] weights(List<double[]> ranks, double[] results) {
    double[] left = NormalScores.of(results);
    double[] weights = new double[ranks.size()];
    List<double[]> centered = ranks.stream().map(Evidence::centered).toList();
    // Coordinate descent: exact for one scorer, and it converges, for the square is convex.
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < weights.length; i++) {
        double[] rank = centered.get(i);
        double product = DOUBT * WORTH;
        double square = DOUBT;
        for (int j = 0; j < left.length; j++) {
          product += rank[j] * (left[j] + weights[i] * rank[j]);
          square += rank[j] * rank[j];
        }
        double next = Math.max(0, product / square);
        for (int j = 0; j < left.length; j++) {
          left[j] -= (next - weights[i]) * rank[j];
        }
        weights[i] = next;
      }
    }
    return Arrays.stream(weights).map(weight -> weight / WORTH).toArray();
  }

  private static double[] centered(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }
}
