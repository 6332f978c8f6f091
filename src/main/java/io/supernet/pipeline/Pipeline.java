package io.supernet.pipeline;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Cautions;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.pipeline.SearchPhase.Found;
import io.supernet.pipeline.SearchPhase.Searched;
import io.supernet.run.Goal;
import io.supernet.run.Outcome;
import io.supernet.run.Retrained;
import io.supernet.run.Run;
import io.supernet.run.SearchOptions;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
  }

  /** Does what is left to do and writes {@code result.json}. */
  public Outcome run() {
    noteKernels();
    Goal goal = run.manifest().goal();
    if (goal.includes(Goal.EXPORT)) {
      new ExportPhase(run, savedModels).check();
    }
    Searched searched = new Searched(List.of(), List.of(), List.of(), "");
    SearchPhase.cautions(run.definition().task().metrics().get(0), run.data().validation())
        .flatMap(Cautions::ofExamples)
        .ifPresent(caution -> progress.note("caution: " + caution));
    try (TrainedSupernet supernet = new TrainedSupernet(run, progress)) {
      if (needsSupernet(goal)) {
        timed("train", supernet::train);
      }
      if (goal.includes(Goal.SEARCH)) {
        searched =
            timed("search", () -> new SearchPhase(run).run(supernet, run.figures(), progress));
      }
    }
    List<Found> best = searched.found();
    List<Retrained> retrained = List.of();
    Optional<Integer> winner = Optional.empty();
    if (goal.includes(Goal.RETRAIN)) {
      retrained = timed("retrain", () -> retrained(best));
      winner = Optional.of(best(retrained));
    }
    Optional<ExportPhase.Exported> exported = Optional.empty();
    if (goal.includes(Goal.EXPORT)) {
      Retrained chosen = retrained.get(winner.orElseThrow());
      exported =
          Optional.of(
              timed("export", () -> new ExportPhase(run, savedModels).run(chosen, progress)));
    }
    return write(searched, retrained, winner, exported);
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
   * Trains architectures alone, unless that is done; needs no supernet.
   *
   * @return a result for each, in the same order
   */
  public List<Retrained> retrain(List<Architecture> architectures) {
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
        || search.evaluator().equals(SearchOptions.SUPERNET)
        || search.strategy().equals(SearchOptions.DERIVE);
  }

  private List<Retrained> retrained(List<Found> found) {
    List<Architecture> architectures =
        found.stream().map(f -> f.evaluation().architecture()).distinct().toList();
    List<Retrained> trained = new RetrainPhase(run).run(architectures, progress);
    return found.stream()
        .map(f -> trained.get(architectures.indexOf(f.evaluation().architecture())))
        .toList();
  }

  /** The best by validation; ties go to the one that the supernet ranked higher. */
  private int best(List<Retrained> retrained) {
    if (retrained.stream().allMatch(Retrained::failed)) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "None of the %d best could be trained alone; the first of them, %s: %s",
              retrained.stream().map(Retrained::key).distinct().count(),
              retrained.get(0).architecture(),
              retrained.get(0).failure()));
    }
    return IntStream.range(0, retrained.size())
        .boxed()
        .min(
            Comparator.comparing(
                i -> retrained.get(i).evaluation(),
                Metric.bestFirst(run.definition().task().metrics())))
        .orElseThrow();
  }

  private Outcome write(
      Searched searched,
      List<Retrained> retrained,
      Optional<Integer> winner,
      Optional<ExportPhase.Exported> exported) {
    List<Found> found = searched.found();
    List<Outcome.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Architecture architecture = found.get(i).evaluation().architecture();
      Optional<Retrained> alone = retrained.stream().skip(i).findFirst();
      candidates.add(
          new Outcome.Candidate(
              run.definition().format(architecture),
              found.get(i).strategy(),
              found.get(i).evaluations(),
              found.get(i).evaluation().metrics(),
              alone.map(a -> a.evaluation().metrics()).orElse(Map.of()),
              run.definition().cost(architecture),
              alone.map(Retrained::failure).orElse(null)));
    }
    Outcome outcome =
        new Outcome(
            run.definition().name(),
            run.definition().task().metrics().get(0),
            winner.orElse(null),
            run.options().search().evaluator(),
            candidates,
            searched.front(),
            searched.cautions(),
            searched.end(),
            exported.map(e -> e.test().metrics()).orElse(Map.of()),
            exported.map(e -> e.folder().toString()).orElse(null),
            run.manifest().seconds());
    outcome.write(run.layout().result());
    return outcome;
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
