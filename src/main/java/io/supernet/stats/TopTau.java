package io.supernet.stats;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Kendall's tau-b inside the true top: among the architectures that are truly the best, where a
 * search has to tell good from better.
 *
 * @param share of all that counts as the top, above 0, at most 1; what ties with the last counts
 */
public record TopTau(double share) implements Measure {

  /** With fewer, there is nothing to say: four have six pairs. */
  public static final int LEAST = 5;

  public TopTau {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("The top is a share in 0..1, not " + share);
    }
  }

  /** Not defined either if the top has fewer than {@value #LEAST}. */
  @Override
  public OptionalDouble of(double[] predicted, double[] truth) {
    Pairs.check(predicted, truth);
    int[] order = Ranks.ascending(truth);
    int size = (int) Math.ceil(share * truth.length - 1e-9);
    if (size < LEAST) {
      return OptionalDouble.empty();
    }
    double least = truth[order[truth.length - size]];
    int[] top = IntStream.range(0, truth.length).filter(i -> truth[i] >= least).toArray();
    return KendallTau.of(
        IntStream.of(top).mapToDouble(i -> predicted[i]).toArray(),
        IntStream.of(top).mapToDouble(i -> truth[i]).toArray());
  }
}
