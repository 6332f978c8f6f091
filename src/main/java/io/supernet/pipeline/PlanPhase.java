package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.plan.Division;
import io.supernet.plan.Prices;
import io.supernet.run.Allowance;
import io.supernet.run.Run;
import io.supernet.run.RunOptions;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.space.Decision;
import io.supernet.space.SearchSpace;

/** Divides what a run may take between its phases, once; from then on its options say so. */
final class PlanPhase {

  /** A supernet whose options were trained less often ranks little better than chance. */
  private static final double LEAST_UPDATES = 400;

  private final Run run;
  private final Progress progress;

  PlanPhase(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
  }

  /** Makes the plan, unless that is done or nothing is limited. */
  void run() {
    Allowance allowance = run.options().allowance();
    if (!allowance.isLimited() || run.manifest().plan().isPresent()) {
      return;
    }
    boolean timed = allowance.unit() == Allowance.Unit.SECONDS;
    long begin = System.nanoTime();
    Prices prices =
        timed
            ? new PriceMeasurement(run, progress).prices()
            : Prices.inEpochs(paths(), run.data().train().size(), run.data().validation().size());
    double left = allowance.total() - (timed ? (System.nanoTime() - begin) / 1e9 : 0);
    Division plan =
        Division.divide(left, timed ? "s" : "epochs", prices, paying(), architectures());
    run.follow(plan);
    progress.note(text(plan, timed));
  }

  /** How many architectures there are to choose from. */
  private long architectures() {
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
    int examples = run.data().train().size();
    int steps = examples / Math.min(examples, options.supernet().batch());
    return (int) Math.ceil(LEAST_UPDATES * most / ((double) steps * paths()));
  }

  private int paths() {
    PathSampler sampler =
        run.options().sampling().start(run.definition(), run.streams(), run.extensions());
    return PathContract.count(sampler, run.definition().space());
  }

  private static String text(Division plan, boolean timed) {
    StringBuilder parts = new StringBuilder();
    plan.expected()
        .forEach(
            (phase, cost) ->
                parts
                    .append(parts.isEmpty() ? "" : ", ")
                    .append(phase)
                    .append(' ')
                    .append(timed ? Text.duration(cost) : Text.of("%.0f epochs", Math.ceil(cost))));
    return Text.of(
        "plan: %s (%s)",
        plan.supernetEpochs() == 0
            ? Text.of(
                "too little for a supernet that pays; %d of the largest architectures enter a tournament whose winners are trained for %d epochs",
                plan.shortlist(), plan.epochs())
            : Text.of(
                "a supernet of %d epochs, %d evaluations, a tournament of %d whose winners are trained for %d epochs",
                plan.supernetEpochs(), plan.evaluations(), plan.shortlist(), plan.epochs()),
        parts);
  }
}
