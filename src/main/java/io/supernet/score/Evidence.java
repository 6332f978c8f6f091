package io.supernet.score;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.stats.KendallTau;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What trainings say of scorers: one that does not order them as they came out loses its weight in
 * the {@link Prior}.
 *
 * <p>A scorer begins with the benefit of the doubt, as if {@value #DOUBT} trainings had agreed with
 * it at a tau of {@value #EXPECTED}. Its weight is the mean of that and of what was seen, as a
 * share of what is expected: 1 at the most, and 0 where trainings contradict it. So nothing is
 * turned around by a few trainings: a scorer is believed, or left out. No command asks it yet.
 */
@API(status = INTERNAL)
public final class Evidence {

  /** The tau that a scorer is taken on with. */
  private static final double EXPECTED = 0.5;

  /** How many trainings that belief is worth. */
  private static final int DOUBT = 6;

  private Evidence() {}

  /**
   * Weights for {@link Prior#withWeights}.
   *
   * @param predictions of each scorer, the higher the better, for the architectures that were
   *     trained
   * @param truth how each training came out, the higher the better
   */
  public static double[] weights(List<double[]> predictions, double[] truth) {
    return predictions.stream().mapToDouble(predicted -> weight(predicted, truth)).toArray();
  }

  private static double weight(double[] predicted, double[] truth) {
    // Where all predictions are equal there is no tau: the scorer tells nothing apart.
    double tau = truth.length < 2 ? EXPECTED : KendallTau.of(predicted, truth).orElse(0);
    int seen = truth.length;
    double believed = (DOUBT * EXPECTED + seen * tau) / (DOUBT + seen);
    return Math.max(0, Math.min(1, believed / EXPECTED));
  }
}
