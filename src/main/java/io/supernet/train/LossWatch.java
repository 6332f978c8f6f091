package io.supernet.train;

import io.supernet.Text;
import io.supernet.stats.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Smooths the loss and says when a training has collapsed: the loss is not a number, or the median
 * of the last 50 is above a robust bound. The bound is the best such median so far and 8 robust
 * deviations (1.4826 times the median absolute deviation) on top, but never less than 1.2 times the
 * loss of guessing: single paths may be bad, half of them may not be worse than guesses. Before
 * there is a best median, the bound is 10 times the loss of guessing. Gson saves its fields.
 */
final class LossWatch {

  private static final int WINDOW = 50;

  /** So many losses say something already. */
  private static final int LEAST = 5;

  private static final double KEEP = 0.98;
  private static final double DEVIATIONS = 8;
  private static final double DEVIATION = 1.4826;

  private final double guessing;
  private final List<Double> recent = new ArrayList<>();
  private double sum;
  private double weight;
  private double bestMedian = Double.NaN;
  private double bestDeviation = Double.NaN;

  /** Watches a training; {@code guessing} is the loss of one who knows nothing of an example. */
  LossWatch(double guessing) {
    this.guessing = guessing;
  }

  /** For Gson, which fills it. */
  LossWatch() {
    this(1);
  }

  /** The loss of a step; says why if the training has collapsed. */
  Optional<String> add(double loss) {
    if (!Double.isFinite(loss)) {
      return Optional.of("the loss is " + loss);
    }
    sum = KEEP * sum + (1 - KEEP) * loss;
    weight = KEEP * weight + (1 - KEEP);
    recent.add(loss);
    if (recent.size() < LEAST) {
      return Optional.empty();
    }
    if (recent.size() > WINDOW) {
      recent.remove(0);
    }
    double median = Quantile.median(recent);
    if (median > bound()) {
      return Optional.of(
          Text.of(
              "the median loss of the last %d steps is %.3f, above the bound of %.3f",
              recent.size(), median, bound()));
    }
    if (recent.size() == WINDOW && !(median >= bestMedian)) {
      bestMedian = median;
      bestDeviation =
          DEVIATION * Quantile.median(recent.stream().map(one -> Math.abs(one - median)).toList());
    }
    return Optional.empty();
  }

  /** Whether the last loss is within the bound, so that the weights are worth keeping. */
  boolean calm() {
    return recent.isEmpty() || recent.get(recent.size() - 1) <= bound();
  }

  /** The loss of the last steps, smoothed. */
  double mean() {
    return weight == 0 ? guessing : sum / weight;
  }

  private double bound() {
    return Double.isNaN(bestMedian)
        ? 10 * guessing
        : Math.max(1.2 * guessing, bestMedian + DEVIATIONS * bestDeviation);
  }
}
