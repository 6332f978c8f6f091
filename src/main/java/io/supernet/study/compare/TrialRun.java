package io.supernet.study.compare;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Judged;
import io.supernet.evaluate.Metric;
import io.supernet.measure.Memory;
import io.supernet.network.Definition;
import io.supernet.pipeline.Pipeline;
import io.supernet.run.Outcome;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.search.Unseen;
import io.supernet.space.Architecture;
import io.supernet.stats.KendallTau;
import io.supernet.study.compare.TrialResult.Finalist;
import io.supernet.table.Table;
import io.supernet.train.Trainer;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** Does one run of a comparison, or what is left of it. */
final class TrialRun {

  private final Plan plan;
  private final Trial trial;
  private final Run run;
  private final Progress progress;
  private final Pipeline pipeline;
  private final Metric metric;

  TrialRun(Plan plan, Trial trial, Run run, Progress progress) {
    this.plan = plan;
    this.trial = trial;
    this.run = run;
    this.progress = progress;
    this.pipeline = new Pipeline(run, run.path(), progress);
    this.metric = run.definition().task().metric();
  }

  /**
   * The figures; a training that diverged for good has none, and the others continue without it.
   */
  TrialResult result() {
    try {
      return trial.isRandom() ? withoutSupernet() : withSupernet();
    } catch (SupernetException e) {
      if (e.kind() == Kind.NUMERIC) {
        return TrialResult.failed(trial, e.getMessage());
      }
      throw e;
    }
  }

  private TrialResult withSupernet() {
    Outcome outcome = pipeline.run();
    List<Outcome.Candidate> candidates = outcome.candidates();
    Finalist found = finalist(candidates.get(0));
    Finalist random = finalist(candidates.get(candidates.size() - 1));
    Double tau = plan.table() == null ? null : tau();
    SupernetRecords records = new SupernetRecords(run);
    return new TrialResult(
        trial.strategy(),
        trial.seed(),
        run.options().sampling().pathsPerStep(run.definition(), run.extensions()),
        run.options().supernet().epochs(),
        records.passes(),
        found,
        random,
        tau,
        records.updateSpread(),
        run.manifest().seconds(),
        Memory.peakBytes(),
        null);
  }

  /** The first of some random architectures, and the best of them by validation. */
  private TrialResult withoutSupernet() {
    RandomStreams streams = new RandomStreams(trial.seed());
    List<Architecture> drawn =
        new Unseen(run.definition().distinct(), streams.stream("compare/random", 0))
            .draw(plan.randomArchitectures());
    List<Retrained> trained = pipeline.retrain(drawn);
    Retrained best =
        trained.stream()
            .min(
                Comparator.comparing(
                    Retrained::evaluation, Metric.bestFirst(run.definition().task().metrics())))
            .orElseThrow();
    Finalist first = finalist(null, trained.get(0));
    int epochs = drawn.size() * run.options().alone().epochs();
    long passes =
        Trainer.steps(run.options().alone(), run.data().train().size()) * (drawn.size() - 1);
    return new TrialResult(
        trial.strategy(),
        trial.seed(),
        1,
        epochs,
        passes,
        finalist(null, best),
        first,
        null,
        null,
        run.manifest().seconds(),
        Memory.peakBytes(),
        null);
  }

  private Finalist finalist(Outcome.Candidate candidate) {
    Architecture architecture = run.definition().parse(candidate.architecture());
    // It was trained alone in the run: this looks it up.
    Retrained retrained = pipeline.retrain(List.of(architecture)).get(0);
    return finalist(candidate.searched().get(metric.name()), retrained);
  }

  private Finalist finalist(Double supernet, Retrained retrained) {
    if (retrained.failed()) {
      throw new SupernetException(Kind.NUMERIC, retrained.failure());
    }
    return new Finalist(
        run.definition().format(retrained.architecture()),
        supernet,
        retrained.evaluation().metric(metric.name()),
        pipeline.test(retrained).metric(metric.name()));
  }

  private Double tau() {
    Definition definition = run.definition();
    Table table = Tables.read(plan, definition);
    List<Architecture> rows = Tables.rows(table, definition, plan.rows(), new Random(0));
    List<Evaluation> evaluations = pipeline.evaluate(rows);
    Judged judged = Judged.byAll(List.of(evaluations), definition::format);
    judged.tell("tau", progress);
    List<Evaluation> ranked = judged.of(evaluations);
    OptionalDouble tau =
        KendallTau.of(
            ranked.stream().mapToDouble(e -> -table.metric().cost(e)).toArray(),
            ranked.stream().mapToDouble(e -> table.score(e.architecture())).toArray());
    return tau.isPresent() ? tau.getAsDouble() : null;
  }
}
