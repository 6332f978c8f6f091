package io.supernet.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What comes of taking the k architectures that are predicted best. Of equal predictions each is as
 * likely to be taken: figures are exact expectations over that, and do not depend on the order of
 * the list.
 *
 * @param k how many are taken, at least 1; all, if there are fewer
 */
public record TopPicks(int k) {

  public TopPicks {
    if (k < 1) {
      throw new IllegalArgumentException("At least 1 is taken, not " + k);
    }
  }

  /** What is taken in any case, and those alike of which {@code drawn} random ones are taken. */
  private static final class Choice {

    final int[] certain;
    final int[] alike;
    final int drawn;

    Choice(int[] certain, int[] alike, int drawn) {
      this.certain = certain;
      this.alike = alike;
      this.drawn = drawn;
    }

    double[] certainOf(double[] values) {
      return IntStream.of(certain).mapToDouble(i -> values[i]).toArray();
    }

    double[] alikeOf(double[] values) {
      return IntStream.of(alike).mapToDouble(i -> values[i]).toArray();
    }

    /** The expected highest value of those taken. */
    double best(double[] values) {
      double floor = Arrays.stream(certainOf(values)).max().orElse(Double.NEGATIVE_INFINITY);
      return RandomPicks.expectedBest(alikeOf(values), drawn, floor);
    }
  }

  /** Precision at k: which share of those taken is among the k truly best (ties count). */
  public OptionalDouble precision(double[] predicted, double[] truth) {
    if (isEmpty(predicted, truth)) {
      return OptionalDouble.empty();
    }
    int taken = Math.min(k, truth.length);
    Choice choice = choose(predicted);
    double[] ranks = Ranks.fromTop(truth);
    double hits = within(choice.certainOf(ranks));
    double alike = within(choice.alikeOf(ranks));
    return OptionalDouble.of((hits + alike * choice.drawn / choice.alike.length) / taken);
  }

  /** The true rank, from 1, of the best of those taken. */
  public OptionalDouble bestRank(double[] predicted, double[] truth) {
    if (isEmpty(predicted, truth)) {
      return OptionalDouble.empty();
    }
    Choice choice = choose(predicted);
    double[] ranks = Ranks.fromTop(truth);
    // The lowest rank is the best: the highest of the negative ones.
    return OptionalDouble.of(-choice.best(Arrays.stream(ranks).map(rank -> -rank).toArray()));
  }

  /** How far the best of those taken is below the best of all, in the unit of the truth. */
  public OptionalDouble regret(double[] predicted, double[] truth) {
    if (isEmpty(predicted, truth)) {
      return OptionalDouble.empty();
    }
    double best = Arrays.stream(truth).max().orElseThrow();
    return OptionalDouble.of(Math.max(0, best - choose(predicted).best(truth)));
  }

  private static boolean isEmpty(double[] predicted, double[] truth) {
    Pairs.check(predicted, truth);
    return truth.length == 0;
  }

  private Choice choose(double[] predicted) {
    int taken = Math.min(k, predicted.length);
    double last = predicted[Ranks.ascending(predicted)[predicted.length - taken]];
    int[] certain = IntStream.range(0, predicted.length).filter(i -> predicted[i] > last).toArray();
    int[] alike = IntStream.range(0, predicted.length).filter(i -> predicted[i] == last).toArray();
    return new Choice(certain, alike, taken - certain.length);
  }

  private double within(double[] ranks) {
    return Arrays.stream(ranks).filter(rank -> rank <= k).count();
  }
}
