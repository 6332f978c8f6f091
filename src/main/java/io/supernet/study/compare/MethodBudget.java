package io.supernet.study.compare;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.pipeline.Budget;
import io.supernet.plan.Division;
import io.supernet.plan.Tariff;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchLimits;
import io.supernet.run.SearchOptions;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.Arrays;
import java.util.List;

/** How each method spends its time, so that all train a network to the end for as long. */
final class MethodBudget {

  private static final String UNIT = "s";

  /** So many random networks say how large networks are. */
  private static final int SAMPLE = 200;

  /** Entrants of a tournament are among the larger ones. */
  private static final double LARGE = 0.9;

  private final MethodPlan plan;
  private final Tariff tariff;
  private final long architectures;
  private final double meanMacs;
  private final double largeMacs;
  private final boolean aside;
  private final Division division;

  /**
   * The budget of all methods.
   *
   * @param run of this space, these data and limits; nothing is done to it
   */
  MethodBudget(MethodPlan plan, Tariff tariff, Run run) {
    this.plan = plan;
    this.tariff = tariff;
    Budget budget = new Budget(run);
    this.architectures = budget.architectures();
    this.aside = budget.aside();
    double[] macs =
        new Unseen(space(run), run.streams().stream("methods/sizes", 0))
            .draw(SAMPLE).stream()
                .mapToDouble(a -> (double) run.definition().liveCost(a).macs())
                .sorted()
                .toArray();
    this.meanMacs = Arrays.stream(macs).average().orElseThrow();
    this.largeMacs = macs[(int) (LARGE * macs.length)];
    this.division = budget.divide(plan.seconds(), UNIT, tariff.prices(largeMacs));
    if (division.supernetEpochs() == 0 && plan.methods().stream().anyMatch(Method::hasSupernet)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%.0f s for each method are too few for a supernet that pays here; give a longer --time, or leave the methods with a supernet out.",
              plan.seconds()));
    }
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

  /** The epochs of a whole training. */
  int epochs() {
    return division.epochs();
  }

  /** What training a network alone costs. */
  double price(Definition definition, Architecture architecture, int rounds, int epochs) {
    return tariff.training((double) definition.liveCost(architecture).macs(), rounds, epochs);
  }

  /** What the supernet and its search cost. */
  double supernet() {
    return division.expected().getOrDefault("train", 0.0)
        + division.expected().getOrDefault("search", 0.0);
  }

  /** The options of a run of a method. */
  RunOptions options(Method method, long seed, Metric metric) {
    RunOptions seeded = plan.options().withSeed(seed);
    return switch (method) {
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
      case LARGEST -> alone(seeded, largeMacs);
      case HALVING -> random(alone(seeded, meanMacs));
      case RANDOM, EVOLUTION -> random(alone(seeded, meanMacs));
    };
  }

  private RunOptions alone(RunOptions options, double macs) {
    return options.following(
        division.withoutSupernet(UNIT, tariff.prices(macs), architectures, aside));
  }

  private static RunOptions random(RunOptions options) {
    return options.withSearch(options.search().withStrategy(SearchOptions.RANDOM));
  }
}
