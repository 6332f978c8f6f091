package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.plan.Division;
import io.supernet.plan.Prices;
import io.supernet.plan.Tariff;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;
import io.supernet.train.TrainingOptions;
import org.apiguardian.api.API;

/** What a run costs, and how far a limited time or number of epochs goes with it. */
@API(status = INTERNAL)
public final class Budget {

  /** A supernet whose options were trained less often ranks little better than chance. */
  private static final double LEAST_UPDATES = 400;

  /** So many steps of training alone are never too many to be planned. */
  private static final int LEAST_STEPS = 2_000;

  private final Run run;

  /** That of a run with its options, data and network. */
  public Budget(Run run) {
    this.run = run;
  }

  /** What its parts take on this machine, measured by doing a little of each. */
  public Tariff tariff(Progress progress) {
    return new PriceMeasurement(run, progress).tariff();
  }

  /**
   * Divides a total.
   *
   * @param unit of the total and the prices, for messages
   */
  public Division divide(double total, String unit, Prices prices) {
    int epochs = Division.epochs(total, prices, mostEpochs());
    return Division.divide(total, unit, prices, paying(), architectures(), aside(), epochs);
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
