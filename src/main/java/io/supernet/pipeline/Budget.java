package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.plan.Division;
import io.supernet.plan.Prices;
import io.supernet.plan.Tariff;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.run.SearchOptions;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import io.supernet.train.TrainingOptions;
import java.util.List;
import org.apiguardian.api.API;

/** What a run costs, and how far a limited time or number of epochs goes with it. */
@API(status = INTERNAL)
public final class Budget {

  /** A supernet whose options were trained less often ranks little better than chance. */
  private static final double LEAST_UPDATES = 400;

  /** A network that is trained for fewer steps has not learned what a smaller one has by then. */
  private static final int STEPS = 1_500;

  /** Entrants of a tournament are among the larger ones. */
  static final double LARGE = 0.9;

  /** So many steps of training alone are never too many to be planned. */
  private static final int LEAST_STEPS = 2_000;

  private final Run run;

  /** That of a run with its options, data and network. */
  public Budget(Run run) {
    this.run = run;
  }

  /**
   * What its parts take on this machine, measured by doing a little of each.
   *
   * @param scores whether untrained networks may be scored
   */
  public Tariff tariff(boolean scores, Progress progress) {
    return new PriceMeasurement(run, scores, progress).tariff();
  }

  /**
   * Divides a total.
   *
   * @param unit of the total and the prices, for messages
   */
  public Division divide(double total, String unit, Prices prices) {
    int epochs = Division.epochs(total, prices, mostEpochs(), aside());
    return Division.divide(total, unit, prices, paying(), architectures(), aside(), epochs);
  }

  /**
   * Divides seconds. Where large networks could not be trained for long enough, the others are what
   * there is to choose from.
   *
   * @param liveMacs of random networks, the smallest first
   */
  public Division divide(double seconds, Tariff tariff, List<Double> liveMacs) {
    double largest = liveMacs.get(liveMacs.size() - 1);
    double most = most(seconds, tariff, large(liveMacs));
    double large = Math.min(large(liveMacs), most);
    Division division = divide(seconds, "s", tariff.prices(large).withoutScores());
    if (division.supernetEpochs() == 0 && !aside()) {
      Prices prices = tariff.prices(Math.min(largest, most));
      division = divide(seconds, "s", scores() ? prices : prices.withoutScores());
    }
    return most < largest ? division.within(most) : division;
  }

  /**
   * Whether untrained networks are scored where no supernet says who enters: as the user wishes.
   * Who has no prior leaves it to size, which says little among the largest within limits.
   */
  boolean scores() {
    SearchOptions search = run.options().search();
    if (aside() || search.strategy().equals(SearchOptions.RANDOM)) {
      return false;
    }
    boolean undecided = search.priorScorers().isEmpty() || search.wantsAuto();
    return search.scoresUntrained() || (undecided && !search.limits().isEmpty());
  }

  /**
   * Live multiply-adds of the largest network that can be trained often, and for long enough;
   * however short the time is, of one between the smallest and a large one, as sizes have to
   * differ. With patience a training ends when it has learned all it can, and none is too large.
   */
  private double most(double seconds, Tariff tariff, double large) {
    TrainingOptions alone = run.options().alone();
    double least = (double) run.definition().liveCost(run.definition().smallest()).macs();
    if (alone.patience() > 0 || tariff.epochPerMac() == 0 || least == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double epoch = seconds / Division.TRAININGS * steps(alone) / STEPS;
    return Math.max(Math.sqrt(least * large), (epoch - tariff.epochBase()) / tariff.epochPerMac());
  }

  /** One of the larger ones, which enter tournaments. */
  public static double large(List<Double> liveMacs) {
    return liveMacs.get((int) (LARGE * liveMacs.size()));
  }

  /**
   * Whether the smallest network is trained to the end beside the tournament, as {@link
   * TournamentPhase} does.
   */
  public boolean aside() {
    return run.options().alone().patience() > 0;
  }

  /** Of few examples an epoch is a few steps, in which nothing is learned. */
  private int mostEpochs() {
    int steps = steps(run.options().alone());
    return Math.max(Division.MOST_EPOCHS, (LEAST_STEPS + steps - 1) / steps);
  }

  private int steps(TrainingOptions training) {
    int examples = run.data().train().size();
    return examples / Math.min(examples, training.batch());
  }

  /** How many architectures there are to choose from. */
  public long architectures() {
    SearchSpace space = run.definition().distinct();
    return space.list().map(all -> (long) all.size()).orElse(Long.MAX_VALUE);
  }

  /** Epochs of the supernet in which each option is trained often enough. */
  private int paying() {
    RunOptions options = run.options();
    int most =
        run.definition().space().decisions().stream()
            .mapToInt((Decision decision) -> decision.options().size())
            .max()
            .orElse(1);
    return (int) Math.ceil(LEAST_UPDATES * most / ((double) steps(options.supernet()) * paths()));
  }

  /** How many paths a step of the supernet trains. */
  int paths() {
    return run.options().sampling().pathsPerStep(run.definition(), run.extensions());
  }
}
