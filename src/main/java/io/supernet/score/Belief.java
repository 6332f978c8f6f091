package io.supernet.score;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Text;
import io.supernet.stats.Estimate;
import io.supernet.stats.KendallTau;
import io.supernet.stats.Quantile;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Whether size counts in a prior before anything was trained alone. Nobody knows then whether large
 * networks win. Who has seen the data is the supernet: size counts where sizes differ and the
 * supernet ranks large networks higher, beyond chance. From short trainings on, {@link Evidence}
 * decides.
 *
 * @param counts whether size counts
 * @param reason in words
 */
@API(status = INTERNAL)
public record Belief(boolean counts, String reason) {

  /** Sizes differ if one of ten has this many times the size of another one of ten. */
  private static final double SPREAD = 1.1;

  private static final double TAIL = 0.1;

  /**
   * What to believe of size.
   *
   * @param judged inherited accuracies of random architectures, or other scores, the higher the
   *     better; what could not be judged is not finite, and does not count
   * @param size of the same architectures, such as multiply-adds
   * @param random for the interval of their correlation
   */
  public static Belief inSize(double[] judged, double[] size, RandomGenerator random) {
    int[] sound =
        IntStream.range(0, judged.length).filter(i -> Double.isFinite(judged[i])).toArray();
    double[] scores = Arrays.stream(sound).mapToDouble(i -> judged[i]).toArray();
    double[] sizes = Arrays.stream(sound).mapToDouble(i -> size[i]).toArray();
    if (sizes.length == 0 || Quantile.of(sizes, 1 - TAIL) <= SPREAD * Quantile.of(sizes, TAIL)) {
      return new Belief(false, "all are of nearly one size");
    }
    Estimate tau = Estimate.of(KendallTau::of, scores, sizes, random);
    return new Belief(
        tau.isAbove(),
        Text.of(
            "the supernet %s large networks (tau of its accuracy with their size %s)",
            tau.isAbove() ? "prefers" : "does not clearly prefer", tau.text()));
  }
}
