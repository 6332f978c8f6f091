package io.supernet.study.simulation;

import static java.util.Objects.requireNonNull;

import io.supernet.space.Isomorphism;
import io.supernet.stats.LogRank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows in the random order of a seed, and what is ranked of them. The order decides what random
 * search meets first, what a supernet scores, and ties.
 */
final class Shuffled {

  private final Map<Method.Order, List<Known>> orders = new EnumMap<>(Method.Order.class);
  private final int scored;
  private final int shortlist;
  private final int largest;

  /**
   * An order.
   *
   * @param isomorphism of their space
   * @param supernet whose scores count
   * @param scored how many are scored at most
   * @param shortlist how many of those that a supernet ranked get a short training at most; of the
   *     largest twice as many
   */
  Shuffled(
      List<Known> rows,
      Isomorphism isomorphism,
      long seed,
      int supernet,
      int scored,
      int shortlist) {
    List<Known> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    this.scored = Math.min(scored, shuffled.size());
    this.shortlist = shortlist;
    this.largest = 2 * shortlist;
    orders.put(Method.Order.RANDOM, shuffled);
    orders.put(
        Method.Order.MACS,
        shuffled.stream().sorted(Comparator.comparingDouble(Known::macs).reversed()).toList());
    if (!rows.isEmpty() && rows.get(0).scores().length() > 0) {
      List<Known> sample = shuffled.subList(0, this.scored);
      double[] scores = sample.stream().mapToDouble(row -> row.scores().get(supernet)).toArray();
      double[] live = sample.stream().mapToDouble(Known::liveMacs).toArray();
      orders.put(Method.Order.SCORE, best(sample, scores));
      List<Known> byPrior = best(sample, LogRank.product(List.of(scores, live)));
      orders.put(Method.Order.PRIOR, byPrior);
      List<double[]> ranks =
          List.of(LogRank.product(List.of(scores)), LogRank.product(List.of(live)));
      orders.put(
          Method.Order.SURROGATE,
          new Entrants(sample, ranks, isomorphism).after(byPrior, shortlist));
    }
  }

  private static List<Known> best(List<Known> sample, double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .map(sample::get)
        .toList();
  }

  /** The rows in an order, the first first. */
  List<Known> by(Method.Order order) {
    return requireNonNull(orders.get(order));
  }

  /** How many a supernet scores. */
  int scored() {
    return scored;
  }

  /** How many of an order get a short training at most. */
  int shortlist(Method.Order order) {
    return order == Method.Order.MACS ? largest : shortlist;
  }
}
