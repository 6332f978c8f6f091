package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.pipeline.SearchPhase.Searched;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.run.SearchOptions;
import io.supernet.run.TournamentOptions.Start;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Kernels;
import io.supernet.supernet.SessionConfig;
import io.supernet.tournament.Tournament.Standing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Does the phases of a run up to its goal. What a phase has done before is not done again: training
 * goes on from its last checkpoint, a search takes known evaluations from the journal, an
 * architecture that was trained alone stays trained. An interrupted run therefore ends as one that
 * was never interrupted.
 *
 * @since 0.1
 */
public final class Pipeline {

  private final Run run;
  private final Path savedModels;
  private final Progress progress;
  private boolean noted;

  /**
   * A pipeline.
   *
   * @param savedModels folder in which the winner is exported under the run's name; what another
   *     run exported there is not replaced
   */
  public Pipeline(Run run, Path savedModels, Progress progress) {
    this.run = run;
    this.savedModels = savedModels;
    this.progress = progress.endingOnInterrupt();
    SessionConfig.decide(run.options().threads());
  }

  /** Does what is left to do and writes {@code result.json}. */
  public Outcome run() {
    noteKernels();
    if (PlanPhase.isDue(run)) {
      timed("plan", () -> new PlanPhase(run, progress).run());
    }
    Goal goal = run.manifest().goal();
    if (goal.includes(Goal.EXPORT)) {
      new ExportPhase(run, savedModels).check();
    }
    Searched searched = new Searched(List.of(), Optional.empty(), List.of(), List.of(), "");
    WinnerCheck check = new WinnerCheck(run);
    check.beforehand().ifPresent(this::caution);
    try (TrainedSupernet supernet = new TrainedSupernet(run, progress)) {
      if (needsSupernet(goal)) {
        timed("train", supernet::train);
      }
      if (goal.includes(Goal.SEARCH)) {
        searched =
            timed("search", () -> new SearchPhase(run).run(supernet, run.figures(), progress));
      }
    }
    Searched last = searched;
    Map<Architecture, Standing> alone = Map.of();
    Optional<Architecture> winner = Optional.empty();
    if (goal.includes(Goal.RETRAIN)) {
      TournamentPhase tournament = new TournamentPhase(run);
      alone = timed("retrain", () -> tournament.run(last, progress));
      winner = Optional.of(tournament.winner(alone.values()));
    }
    Optional<ExportPhase.Exported> exported = Optional.empty();
    if (goal.includes(Goal.EXPORT)) {
      Retrained chosen = new RetrainPhase(run).run(List.of(winner.orElseThrow()), progress).get(0);
      exported =
          Optional.of(
              timed("export", () -> new ExportPhase(run, savedModels).run(chosen, progress)));
    }
    Optional<Outcome.Rival> rival = Optional.empty();
    if (goal.includes(Goal.EXPORT) && run.options().tournament().rival()) {
      Map<String, Double> seconds = run.manifest().seconds();
      rival =
          Optional.of(timed(RivalPhase.NAME, () -> new RivalPhase(run).best(seconds, progress)));
    }
    List<String> cautions = check.of(winner.map(alone::get), exported.map(e -> e.test()));
    cautions.forEach(this::caution);
    Outcome outcome = new Outcomes(run).of(searched.with(cautions), alone, winner, exported, rival);
    outcome.write(run.layout().result());
    return outcome;
  }

  private void caution(String sentence) {
    progress.note("caution: " + sentence);
  }

  /**
   * Trains the supernet to the end, unless that is done.
   *
   * @return its last checkpoint
   * @hidden
   */
  @API(status = INTERNAL)
  public Checkpoint train() {
    try (TrainedSupernet supernet = new TrainedSupernet(run, progress)) {
      return timed("train", supernet::train);
    }
  }

  /**
   * Judges architectures with the inherited weights of the supernet, trained to the end, on
   * validation examples.
   *
   * @return an evaluation for each, in the same order
   */
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    noteKernels();
    try (TrainedSupernet supernet = new TrainedSupernet(run, progress)) {
      timed("train", supernet::train);
      return supernet.judge(architectures);
    }
  }

  /**
   * Trains architectures alone to the end, unless that is done; needs no supernet, unless they
   * begin with its weights.
   *
   * @return a result for each, in the same order
   */
  public List<Retrained> retrain(List<Architecture> architectures) {
    if (run.options().tournament().start() == Start.INHERITED) {
      train();
    }
    return timed("retrain", () -> new RetrainPhase(run).run(architectures, progress));
  }

  /** How what was trained alone does on the test examples; measured once. */
  public Evaluation test(Retrained retrained) {
    return timed("test", () -> TestPhase.test(run, retrained));
  }

  /** A search with an evaluator of the user's trains none, unless its controller was trained so. */
  private boolean needsSupernet(Goal goal) {
    SearchOptions search = run.options().search();
    return !goal.includes(Goal.SEARCH)
        || (goal.includes(Goal.RETRAIN) && run.options().tournament().start() == Start.INHERITED)
        || search.usesSupernet()
        || search.strategy().equals(SearchOptions.DERIVE);
  }

  private void noteKernels() {
    if (noted) {
      return;
    }
    noted = true;
    Kernels kernels = Kernels.current();
    kernels.advice().ifPresent(progress::note);
    run.manifest().whatIsLostWith(kernels).ifPresent(progress::note);
  }

  /** Does a phase and adds its time to the manifest, also when it is interrupted. */
  private <T> T timed(String phase, Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      run.addSeconds(phase, (System.nanoTime() - begin) / 1e9);
    }
  }
}
