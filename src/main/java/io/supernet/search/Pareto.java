package io.supernet.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Order among points of several costs, each the less the better. */
final class Pareto {

  private Pareto() {}

  /** Whether one point is nowhere worse than the other, and somewhere better. */
  static boolean dominates(double[] one, double[] other) {
    boolean better = false;
    for (int i = 0; i < one.length; i++) {
      if (one[i] > other[i]) {
        return false;
      }
      better |= one[i] < other[i];
    }
    return better;
  }

  /**
   * The indices of the points, by fronts: the first holds those that no point dominates, each
   * further one those that only points of earlier fronts dominate; ascending in a front.
   */
  static List<List<Integer>> fronts(List<double[]> points) {
    int[] dominators = new int[points.size()];
    List<List<Integer>> dominated = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      dominated.add(new ArrayList<>());
      for (int j = 0; j < points.size(); j++) {
        if (dominates(points.get(i), points.get(j))) {
          dominated.get(i).add(j);
          dominators[j]++;
        }
      }
    }
    List<List<Integer>> fronts = new ArrayList<>();
    List<Integer> front =
        IntStream.range(0, points.size()).filter(i -> dominators[i] == 0).boxed().toList();
    while (!front.isEmpty()) {
      fronts.add(front);
      front =
          front.stream()
              .flatMap(i -> dominated.get(i).stream())
              .filter(j -> --dominators[j] == 0)
              .sorted()
              .toList();
    }
    return fronts;
  }

  /**
   * How far the neighbors of each point of a front are from each other: the sum over the costs of
   * their difference, as a share of the front's range. Infinite for the ends of each cost.
   */
  static double[] crowding(List<double[]> front) {
    double[] distances = new double[front.size()];
    int costs = front.isEmpty() ? 0 : front.get(0).length;
    for (int cost = 0; cost < costs; cost++) {
      int column = cost;
      List<Integer> order =
          IntStream.range(0, front.size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> front.get(i)[column]))
              .toList();
      int first = order.get(0);
      int last = order.get(order.size() - 1);
      double range = front.get(last)[cost] - front.get(first)[cost];
      distances[first] = Double.POSITIVE_INFINITY;
      distances[last] = Double.POSITIVE_INFINITY;
      for (int i = 1; range > 0 && i < order.size() - 1; i++) {
        double gap = front.get(order.get(i + 1))[cost] - front.get(order.get(i - 1))[cost];
        distances[order.get(i)] += gap / range;
      }
    }
    return distances;
  }

  /** The indices of the points that no point dominates, ascending. */
  static int[] first(List<double[]> points) {
    return IntStream.range(0, points.size())
        .filter(i -> points.stream().noneMatch(p -> dominates(p, points.get(i))))
        .toArray();
  }
}
