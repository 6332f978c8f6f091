package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.plan.Division;
import io.supernet.plan.Prices;
import io.supernet.plan.Tariff;
import io.supernet.run.Allowance;
import io.supernet.run.PriorName;
import io.supernet.run.Run;
import io.supernet.run.TournamentOptions.Start;
import io.supernet.tournament.Rungs;

/** Divides what a run may take between its phases, once; from then on its options say so. */
final class PlanPhase {

  private final Run run;
  private final Progress progress;
  private final Budget budget;

  PlanPhase(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
    this.budget = new Budget(run);
  }

  /** Whether something is limited, and there is no plan for it yet. */
  static boolean isDue(Run run) {
    return run.options().allowance().isLimited() && run.manifest().plan().isEmpty();
  }

  /** Makes the plan; the run follows it. */
  Division run() {
    Allowance allowance = run.options().allowance();
    boolean timed = allowance.unit() == Allowance.Unit.SECONDS;
    Division plan = timed ? inSeconds(allowance.total()) : inEpochs(allowance.total());
    if (plan.supernetEpochs() == 0 && !wantsWorth()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%.0f %s are too few for a supernet, and without one only the largest can be found, not the best by %s; give more, or leave out --objectives.",
              allowance.total(),
              timed ? "s" : "epochs",
              run.options().search().objectives().get(0)));
    }
    if (plan.supernetEpochs() == 0 && run.options().tournament().start() == Start.INHERITED) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "%.0f %s are too few for a supernet, whose weights '--from inherited' asks for; give more, or leave it out.",
              allowance.total(), timed ? "s" : "epochs"));
    }
    run.follow(plan);
    progress.note(text(plan, timed));
    if (plan.mostMacs() != null) {
      progress.note(
          Text.of(
              "only networks of up to %.2f M live multiply-adds: larger ones could not be trained for long enough to pay",
              plan.mostMacs() / 1e6));
    }
    return plan;
  }

  private Division inSeconds(double total) {
    long begin = System.nanoTime();
    PriceMeasurement measurement = new PriceMeasurement(run, budget.scores(), progress);
    Tariff tariff = measurement.tariff();
    double left = total - (System.nanoTime() - begin) / 1e9;
    return budget.divide(left, tariff, measurement.sizes());
  }

  private Division inEpochs(double total) {
    Prices prices =
        Prices.inEpochs(budget.paths(), run.data().train().size(), run.data().validation().size());
    return budget.divide(total, "epochs", prices);
  }

  /** Whether the largest may stand for what the search wants: not if it wants less of something. */
  private boolean wantsWorth() {
    String wanted = run.options().search().objectives().get(0);
    return PriorName.is(wanted)
        || run.definition().task().metrics().stream().anyMatch(m -> m.name().equals(wanted));
  }

  /** Whom a tournament without a supernet trains. */
  private String entrants(Division plan) {
    int entrants = Rungs.tournament(plan.shortlist(), plan.top(), plan.epochs()).entrants();
    if (entrants == 1) {
      return ", and for a comparison; one architecture is";
    }
    String whom =
        run.options().alone().patience() > 0
            ? "architectures of all sizes"
            : plan.evaluations() > 0
                ? Text.of(
                    "of %d large architectures, by scores of untrained networks,",
                    plan.evaluations())
                : "of the largest architectures";
    return Text.of("; %d %s enter a tournament whose winners are", entrants, whom);
  }

  private String text(Division plan, boolean timed) {
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
                "too little for a supernet that pays%s trained for %d %s",
                entrants(plan), plan.epochs(), plan.epochs() == 1 ? "epoch" : "epochs")
            : Text.of(
                "a supernet of %d epochs, %d evaluations, a tournament of %d whose winners are trained for %d epochs",
                plan.supernetEpochs(), plan.evaluations(), plan.shortlist(), plan.epochs()),
        parts);
  }
}
