package io.supernet.stats;

import java.util.List;

/**
 * Combines evidence about the same architectures: the sum over all kinds of ln(rank / n), where
 * rank n is the best. A low rank in one of them weighs more than a high one in another makes good.
 */
public final class LogRank {

  private LogRank() {}

  /**
   * The combined scores, 0 for what is the best of all in every kind, else below.
   *
   * @param evidence values of the same length, the higher the better; ties share the mean of their
   *     ranks
   */
  public static double[] product(List<double[]> evidence) {
    double[] product = new double[evidence.get(0).length];
    for (double[] values : evidence) {
      Pairs.checkNumbers(values);
      double[] ranks = Ranks.means(values);
      for (int i = 0; i < product.length; i++) {
        product[i] += Math.log(ranks[i] / product.length);
      }
    }
    return product;
  }

  /**
   * The logarithm of the share of a rank: that of a value which joins a sample of others.
   *
   * @param sample ascending, without the value
   * @return ln(rank / n) with n one more than the sample has, 0 if the value is above all of it;
   *     among equal values the mean of their ranks
   */
  public static double against(double[] sample, double value) {
    int below = 0;
    int equal = 0;
    for (double other : sample) {
      if (other < value) {
        below++;
      } else if (other == value) {
        equal++;
      }
    }
    double rank = below + 1 + equal / 2.0;
    return Math.log(rank / (sample.length + 1));
  }
}
