package io.supernet.study.simulation;

import static java.util.Objects.requireNonNull;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.search.RegularizedEvolution;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** One method with one budget and one seed. */
final class Trial {

  private static final RegularizedEvolution.Options EVOLUTION =
      new RegularizedEvolution.Options(10, 3);

  private static final Objective SCORE =
      new Objective("score", true, evaluation -> evaluation.metric("score"), List.of());

  private final Costs costs;
  private final Purse purse;
  private final Shuffled rows;

  Trial(Costs costs, Purse purse, Shuffled rows) {
    this.costs = costs;
    this.purse = purse;
    this.rows = rows;
  }

  /**
   * Test score of the winner, which is chosen by its validation score; none if the budget does not
   * reach for one training.
   *
   * @param space of exactly the rows, for what breeds
   * @param random for what breeds
   */
  OptionalDouble test(Method method, SearchSpace space, RandomGenerator random) {
    if (method.scored()
        && !purse.pays(costs.supernetEpochs() + rows.scored() * costs.scoringEpochs(), 0)) {
      return OptionalDouble.empty();
    }
    Optional<Known> winner =
        method.order() == Method.Order.EVOLVED
            ? evolved(space, random)
            : best(method.halves() ? finalists(method) : rows.by(method.order()), whole(method));
    return winner.stream().mapToDouble(Known::test).findFirst();
  }

  /** The epochs that one who is trained to the end still needs. */
  private int whole(Method method) {
    return costs.epochs() - (method.halves() ? costs.shortEpochs() : 0);
  }

  /**
   * Those of a short training, best first. Of random ones, half of the budget goes into short
   * trainings, as in successive halving; of ranked ones no more than the shortlist.
   */
  private List<Known> finalists(Method method) {
    boolean ranked = method.order() != Method.Order.RANDOM;
    double keep = ranked ? 0 : purse.left() / 2;
    List<Known> brief = new ArrayList<>();
    double finish = 0;
    for (Known row : rows.by(method.order())) {
      if (ranked && brief.size() == rows.shortlist(method.order())) {
        break;
      }
      double both = Math.max(finish, purse.price(row, whole(method)));
      if (purse.pays(purse.price(row, costs.shortEpochs()), Math.max(keep, both))) {
        brief.add(row);
        finish = both;
      }
    }
    brief.sort(Comparator.comparingDouble(Known::briefly).reversed());
    return brief;
  }

  /** The best by validation of those that are trained: in this order, each that can be paid. */
  private Optional<Known> best(List<Known> inOrder, int epochs) {
    Optional<Known> best = Optional.empty();
    for (Known row : inOrder) {
      if (purse.pays(purse.price(row, epochs), 0)
          && (best.isEmpty() || row.fully() > best.get().fully())) {
        best = Optional.of(row);
      }
    }
    return best;
  }

  /**
   * Until not even the smallest can be paid; who cannot be paid is passed over, as by the others.
   */
  private Optional<Known> evolved(SearchSpace space, RandomGenerator random) {
    Map<Architecture, Known> known = new HashMap<>();
    rows.by(Method.Order.RANDOM).forEach(row -> known.put(row.architecture(), row));
    double least =
        known.values().stream()
            .mapToDouble(row -> purse.price(row, costs.epochs()))
            .min()
            .orElseThrow();
    Optional<Known> best = Optional.empty();
    try (RegularizedEvolution evolution =
        new RegularizedEvolution(space, SCORE, EVOLUTION, random)) {
      while (purse.affords(least)) {
        List<Architecture> next = evolution.propose(1);
        if (next.isEmpty()) {
          break;
        }
        Known row = requireNonNull(known.get(next.get(0)));
        boolean paid = purse.pays(purse.price(row, costs.epochs()), 0);
        if (paid && (best.isEmpty() || row.fully() > best.get().fully())) {
          best = Optional.of(row);
        }
        evolution.observe(
            List.of(
                paid
                    ? new Evaluation(row.architecture(), Map.of(SCORE.name(), row.fully()))
                    : Evaluation.failed(row.architecture(), "too expensive")));
      }
    }
    return best;
  }
}
