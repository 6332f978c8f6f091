package io.supernet.study.compare;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Objective;
import io.supernet.network.Definition;
import io.supernet.pipeline.Pipeline;
import io.supernet.plan.Tariff;
import io.supernet.run.Outcome;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.search.RegularizedEvolution;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.tournament.Rungs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Does what one method does with one seed, or what is left of it. */
final class MethodRun {

  /** A small population, as few networks can be trained to the end. */
  private static final RegularizedEvolution.Options EVOLUTION =
      new RegularizedEvolution.Options(10, 3);

  /** So many in a row that cannot be paid any more end a search. */
  private static final int PASSED_OVER = 50;

  private final MethodPlan.Trial trial;
  private final MethodBudget budget;
  private final Tariff tariff;
  private final double total;
  private final Run run;
  private final Definition definition;
  private final Pipeline pipeline;
  private final List<Metric> metrics;
  private int trained;
  private double spent;

  /** In its run, whose options are those of the budget. */
  MethodRun(MethodPlan plan, MethodPlan.Trial trial, Run run, Progress progress) {
    this.trial = trial;
    this.budget = Objects.requireNonNull(plan.budget());
    this.tariff = Objects.requireNonNull(plan.tariff());
    this.total = plan.seconds();
    this.run = run;
    this.definition = run.definition();
    this.pipeline = new Pipeline(run, run.path(), progress);
    this.metrics = definition.task().metrics();
  }

  /** The figures; one that trained nothing to the end has none. */
  MethodResult result() {
    try {
      return result(
          switch (trial.method()) {
            case RANDOM -> random();
            case EVOLUTION -> evolved();
            default -> searched();
          });
    } catch (SupernetException e) {
      if (e.kind() == Kind.NUMERIC) {
        return new MethodResult(
            trial.method(),
            trial.seed(),
            trained,
            spent,
            run.manifest().seconds(),
            null,
            0,
            null,
            null,
            e.getMessage());
      }
      throw e;
    }
  }

  private MethodResult result(Retrained best) {
    String metric = metrics.get(0).name();
    return new MethodResult(
        trial.method(),
        trial.seed(),
        trained,
        spent,
        run.manifest().seconds(),
        definition.format(best.architecture()),
        definition.liveCost(best.architecture()).macs(),
        best.evaluation().metric(metric),
        pipeline.test(best).metric(metric),
        null);
  }

  private Retrained searched() {
    Outcome outcome = pipeline.run();
    int whole = run.options().alone().epochs();
    Rungs rungs =
        Rungs.tournament(run.options().tournament().shortlist(), run.options().top(), whole);
    spent =
        switch (trial.method()) {
          case SUPERNET, TOURNAMENT -> budget.supernet();
          // Within tight limits there may be fewer; they are paid all the same.
          case UNTRAINED -> run.options().search().budget() * tariff.score();
          default -> 0;
        };
    for (Outcome.Candidate candidate : outcome.candidates()) {
      int rounds =
          (int) rungs.list().stream().filter(rung -> rung.epochs() <= candidate.epochs()).count();
      trained += rounds > 0 ? 1 : 0;
      spent += price(definition.parse(candidate.architecture()), rounds, candidate.epochs());
    }
    int winner = Objects.requireNonNull(outcome.winner());
    Architecture best = definition.parse(outcome.candidates().get(winner).architecture());
    return pipeline.retrain(List.of(best)).get(0);
  }

  private Retrained random() {
    Unseen unseen = new Unseen(space(), stream());
    return best(() -> unseen.draw(1), heard -> {});
  }

  private Retrained evolved() {
    try (RegularizedEvolution evolution =
        new RegularizedEvolution(space(), Objective.of(metrics.get(0)), EVOLUTION, stream())) {
      return best(() -> evolution.propose(1), heard -> evolution.observe(List.of(heard)));
    }
  }

  /**
   * The best of those that are proposed, one at a time, and can be paid.
   *
   * @param proposals none if there is nothing left
   * @param heard how each of them came out
   */
  private Retrained best(Supplier<List<Architecture>> proposals, Consumer<Evaluation> heard) {
    List<Retrained> all = new ArrayList<>();
    int passed = 0;
    while (passed < PASSED_OVER) {
      List<Architecture> next = proposals.get();
      if (next.isEmpty()) {
        break;
      }
      if (pays(next.get(0))) {
        passed = 0;
        Retrained trained = pipeline.retrain(next).get(0);
        all.add(trained);
        heard.accept(trained.evaluation());
      } else {
        passed++;
        heard.accept(Evaluation.failed(next.get(0), "too expensive"));
      }
    }
    return best(all);
  }

  /** Pays for a whole training, if there is as much. */
  private boolean pays(Architecture architecture) {
    double price = price(architecture, 1, run.options().alone().epochs());
    if (spent + price > total) {
      return false;
    }
    spent += price;
    trained++;
    return true;
  }

  private double price(Architecture architecture, int rounds, int epochs) {
    return tariff.training((double) definition.liveCost(architecture).macs(), rounds, epochs);
  }

  private Retrained best(List<Retrained> all) {
    return all.stream()
        .filter(retrained -> !retrained.failed())
        .min(Comparator.comparing(Retrained::evaluation, Metric.bestFirst(metrics)))
        .orElseThrow(
            () ->
                new SupernetException(
                    Kind.NUMERIC,
                    Text.of("None of %d networks could be trained to the end.", all.size())));
  }

  private SearchSpace space() {
    return MethodBudget.space(run);
  }

  private RandomGenerator stream() {
    return run.streams().stream("methods/" + trial.method().key(), 0);
  }
}
