package io.supernet.study.simulation;

import static java.util.Objects.requireNonNull;

import io.supernet.score.Surrogate;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who gets a short training, where a surrogate decides: half of the shortlist by the prior, and
 * then a few at a time whom the trainings so far speak for.
 */
final class Entrants {

  /** How many are chosen between two fits. */
  private static final int ROUND = 4;

  /** How many times the shortlist the surrogate chooses from: the best by the prior. */
  private static final int CHOICE = 8;

  private final Map<Architecture, double[]> ranks = new HashMap<>();
  private final Isomorphism isomorphism;

  /**
   * Nobody yet.
   *
   * @param ranks of the rows by each scorer, as of {@link Surrogate}
   */
  Entrants(List<Known> rows, List<double[]> ranks, Isomorphism isomorphism) {
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      this.ranks.put(
          rows.get(i).architecture(), ranks.stream().mapToDouble(rank -> rank[row]).toArray());
    }
    this.isomorphism = isomorphism;
  }

  /**
   * The rows in the order in which they enter.
   *
   * @param byPrior the rows, best first
   */
  List<Known> after(List<Known> byPrior, int shortlist) {
    List<Known> choice =
        byPrior.subList(0, (int) Math.min(byPrior.size(), (long) CHOICE * shortlist));
    Map<Architecture, Known> rows = new HashMap<>();
    choice.forEach(row -> rows.put(row.architecture(), row));
    Surrogate surrogate = surrogate(choice);
    Map<Architecture, Double> results = new HashMap<>();
    Set<Known> order =
        new LinkedHashSet<>(choice.subList(0, Math.min(choice.size(), Math.max(2, shortlist / 2))));
    while (order.size() < Math.min(shortlist, choice.size())) {
      order.forEach(row -> results.put(row.architecture(), row.briefly()));
      surrogate.next(results, Math.min(ROUND, shortlist - order.size())).stream()
          .map(rows::get)
          .forEach(order::add);
    }
    order.addAll(byPrior);
    return List.copyOf(order);
  }

  private Surrogate surrogate(List<Known> choice) {
    int scorers = ranks.values().iterator().next().length;
    return new Surrogate(
        choice.stream().map(Known::architecture).toList(),
        IntStream.range(0, scorers)
            .mapToObj(
                scorer ->
                    choice.stream()
                        .mapToDouble(row -> requireNonNull(ranks.get(row.architecture()))[scorer])
                        .toArray())
            .toList(),
        isomorphism);
  }
}
