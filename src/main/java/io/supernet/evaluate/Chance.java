package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What is told apart by few examples, and what is not. A share of them moves in large steps, and
 * the largest of several is so by luck; the loss moves with each example.
 */
@API(status = INTERNAL)
public final class Chance {

  private Chance() {}

  /**
   * The standard error of a metric; 0 where none is known, as of all but shares.
   *
   * @param cost as {@link Metric#cost} gives it
   * @param examples that it was measured on
   */
  public static double of(Metric metric, double cost, int examples) {
    if (metric.shown() != Metric.Shown.PERCENT) {
      return 0;
    }
    double share = (Math.abs(cost) * examples + 1) / (examples + 2);
    return Math.sqrt(share * (1 - share) / examples);
  }

  /**
   * The best of some: of those that are within a standard error of the best by the first metric,
   * the one with the lowest loss. Ties go to the first.
   *
   * @param some none of which failed
   * @param metrics the first counts most
   * @param examples that they were judged by
   */
  public static <T> Optional<T> best(
      List<T> some, Function<T, Evaluation> judged, List<Metric> metrics, int examples) {
    Metric metric = metrics.get(0);
    Comparator<T> order = Comparator.comparing(judged, Metric.bestFirst(metrics));
    return some.stream()
        .min(order)
        .map(
            best -> {
              double cost = metric.cost(judged.apply(best));
              double most = cost + of(metric, cost, examples);
              return some.stream()
                  .filter(each -> metric.cost(judged.apply(each)) <= most)
                  .min(
                      Comparator.<T>comparingDouble(each -> Metric.LOSS.cost(judged.apply(each)))
                          .thenComparing(order))
                  .orElse(best);
            });
  }
}
