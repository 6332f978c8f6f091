package io.supernet.study.compare;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.Budget;
import io.supernet.plan.Division;
import io.supernet.plan.Prices;
import io.supernet.plan.Tariff;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchLimits;
import io.supernet.run.SearchOptions;
import io.supernet.search.Unseen;
import io.supernet.space.SearchSpace;
import java.util.List;

/**
 * How each method spends its time, so that all train a network to the end for as long.
 *
 * @param division of the time where there is a supernet
 * @param architectures how many there are to choose from
 * @param meanMacs live multiply-adds of a random network
 * @param largeMacs those of a large one
 * @param largestMacs those of the largest
 * @param aside whether a small network is trained beside each tournament
 */
public record MethodBudget(
    Division division,
    long architectures,
    double meanMacs,
    double largeMacs,
    double largestMacs,
    boolean aside) {

  private static final String UNIT = "s";

  /** So many random networks say how large networks are. */
  private static final int SAMPLE = 200;

  /**
   * The budget of all methods.
   *
   * @param run of this space, these data and limits; nothing is done to it
   */
  static MethodBudget of(MethodPlan plan, Tariff tariff, Run run) {
    List<Double> macs =
        new Unseen(space(run), run.streams().stream("methods/sizes", 0))
            .draw(SAMPLE).stream()
                .map(a -> (double) run.definition().liveCost(a).macs())
                .sorted()
                .toList();
    Budget budget = new Budget(run);
    Division division = budget.divide(plan.seconds(), tariff, macs);
    double most = division.mostMacs() == null ? Double.POSITIVE_INFINITY : division.mostMacs();
    // Those that are larger are not drawn, and of small ones there may be none among so few.
    List<Double> within = macs.stream().map(size -> Math.min(size, most)).toList();
    if (division.supernetEpochs() == 0 && plan.methods().stream().anyMatch(Method::hasSupernet)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%.0f s for each method are too few for a supernet that pays here; give a longer --time, or leave the methods with a supernet out.",
              plan.seconds()));
    }
    if (plan.methods().contains(Method.UNTRAINED)
        && scored(budget, division, tariff, within) == 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Method '%s' can score no untrained networks here: of tables none, of networks with fewer than two blocks none, and nowhere fewer than 16; leave it out.",
              Method.UNTRAINED.key()));
    }
    double mean = within.stream().mapToDouble(size -> size).average().orElseThrow();
    return new MethodBudget(
        division,
        budget.architectures(),
        mean,
        Budget.large(within),
        within.get(within.size() - 1),
        budget.aside());
  }

  private static int scored(Budget budget, Division division, Tariff tariff, List<Double> sizes) {
    return budget.aside()
        ? 0
        : division
            .withoutSupernet(
                UNIT, tariff.prices(sizes.get(sizes.size() - 1)), budget.architectures(), false)
            .evaluations();
  }

  /** The architectures that keep the limits, one for all that compute the same. */
  static SearchSpace space(Run run) {
    return SearchLimits.narrow(
            run.definition().distinct(),
            run.figures(),
            run.options().search(),
            run.streams(),
            run.extensions())
        .space();
  }

  /** What the supernet and its search cost. */
  double supernet() {
    return division.expected().getOrDefault("train", 0.0)
        + division.expected().getOrDefault("search", 0.0);
  }

  /** The options of a run of a method. */
  RunOptions options(RunOptions given, Tariff tariff, MethodPlan.Trial trial, Metric metric) {
    RunOptions seeded = given.withSeed(trial.seed());
    return switch (trial.method()) {
      case TOURNAMENT -> seeded.following(division);
      case SUPERNET -> {
        int top = division.wholeTrainings(tariff.prices(largeMacs));
        RunOptions all = seeded.following(division);
        yield all.with()
            .search(
                all.search()
                    .with()
                    .objectives(List.of(metric.name()))
                    .budget(division.evaluations())
                    .build())
            .top(top)
            .tournament(all.tournament().withShortlist(top))
            .build();
      }
      case LARGEST -> ranked(alone(seeded, tariff.prices(largestMacs).withoutScores()));
      case UNTRAINED -> ranked(alone(seeded, tariff.prices(largestMacs)));
      case HALVING, RANDOM, EVOLUTION -> {
        RunOptions all = alone(seeded, tariff.prices(meanMacs).withoutScores());
        yield all.withSearch(all.search().withStrategy(SearchOptions.RANDOM));
      }
    };
  }

  /** Not at random, whatever the strategy of the methods with a supernet is. */
  private static RunOptions ranked(RunOptions options) {
    return options.withSearch(options.search().withStrategy(SearchOptions.DEFAULT.strategy()));
  }

  private RunOptions alone(RunOptions options, Prices prices) {
    return options.following(division.withoutSupernet(UNIT, prices, architectures, aside));
  }
}
