package io.supernet.study.audit;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A sample that is spread evenly over two figures: the candidates are cut into groups of equal size
 * by the first, each of these into as many parts of equal size by the second as it has to give, and
 * of each part one is drawn. Each candidate is nearly as likely to be drawn as any other, so that
 * figures of the sample are estimates for all, with less chance in them than those of a plain
 * sample.
 */
final class Strata {

  private Strata() {}

  /**
   * The positions of the drawn candidates, in ascending order.
   *
   * @param first a figure of each candidate, such as its cost
   * @param second another, as many, such as its score
   * @param count how many to draw; all if there are no more
   */
  public static ImmutableIntArray draw(
      double[] first, double[] second, int count, RandomGenerator random) {
    if (count >= first.length) {
      return ImmutableIntArray.copyOf(IntStream.range(0, first.length));
    }
    List<Integer> order = sorted(IntStream.range(0, first.length).boxed().toList(), first);
    int groups = Math.max(1, (int) Math.round(Math.sqrt(count)));
    ImmutableIntArray.Builder drawn = ImmutableIntArray.builder(count);
    for (int i = 0; i < groups; i++) {
      // Cut at the same shares as the count, so that no group has to give more than it has.
      int from = part(count, i, groups);
      int to = part(count, i + 1, groups);
      List<Integer> group =
          sorted(
              order.subList(part(order.size(), from, count), part(order.size(), to, count)),
              second);
      int wanted = to - from;
      for (int j = 0; j < wanted; j++) {
        int low = part(group.size(), j, wanted);
        int high = part(group.size(), j + 1, wanted);
        drawn.add(group.get(low + random.nextInt(high - low)));
      }
    }
    return ImmutableIntArray.copyOf(drawn.build().stream().sorted());
  }

  private static int part(int size, int index, int parts) {
    return (int) ((long) size * index / parts);
  }

  private static List<Integer> sorted(List<Integer> positions, double[] by) {
    return positions.stream()
        .sorted(Comparator.<Integer>comparingDouble(i -> by[i]).thenComparing(i -> i))
        .toList();
  }
}
