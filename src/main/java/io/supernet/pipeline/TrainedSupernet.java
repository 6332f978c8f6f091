package io.supernet.pipeline;

import io.supernet.Progress;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Evaluator;
import io.supernet.run.Checkpoints;
import io.supernet.run.Checkpoints.Checkpoint;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.supernet.Concurrency;
import io.supernet.supernet.Concurrency.Pace;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import io.supernet.supernet.SupernetEvaluator;
import io.supernet.train.Trainer;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The supernet of a run, trained to the end, as an evaluator. The graph is built when it is needed
 * first: a run whose evaluations are all in the journal needs none.
 */
final class TrainedSupernet implements Evaluator, AutoCloseable {

  private final Run run;
  private final Progress progress;
  private final Checkpoints checkpoints;
  private Supernet supernet;
  private SupernetEvaluator evaluator;

  TrainedSupernet(Run run, Progress progress) {
    this.run = run;
    this.progress = progress;
    this.checkpoints = new Checkpoints(run.resolve("checkpoints").resolve("supernet"));
  }

  /** Trains to the end, unless that is done. */
  Checkpoint train() {
    long steps = Trainer.steps(run.options().supernet(), run.data().train().size());
    Optional<Checkpoint> latest = checkpoints.latest();
    if (latest.isPresent() && latest.get().step() >= steps) {
      return latest.get();
    }
    return restoreAndTrain();
  }

  private Checkpoint restoreAndTrain() {
    RunOptions options = run.options();
    PathSampler sampler = options.sampling().start(run.definition());
    boolean several = sampler.paths(run.definition().space()) > 1;
    ModelOptions model = options.supernetModel();
    supernet = Supernet.build(run.definition(), run.data(), several ? model.accumulating() : model);
    RandomStreams streams = run.streams();
    Duration between = Duration.ofSeconds(options.checkpointSeconds());
    return new Trainer(supernet, options.supernet(), streams, checkpoints, between)
        .run("train supernet", sampler, progress);
  }

  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    if (supernet == null) {
      restoreAndTrain();
    }
    if (evaluator == null) {
      evaluator = new SupernetEvaluator(supernet, Part.VALIDATION, fastest());
    }
    return evaluator.evaluate(architectures);
  }

  /** The setting in which evaluations are done fastest here. */
  private Concurrency fastest() {
    int most = run.options().parallel();
    SearchSpace space = run.definition().space();
    RandomGenerator random = run.streams().stream("pace", 0);
    List<Architecture> some = Stream.generate(() -> space.sample(random)).limit(2L * most).toList();
    List<Pace> paces = Concurrency.measure(supernet, most, some);
    Pace best = Collections.max(paces, Comparator.comparing(Pace::batchesPerSecond));
    progress.note(
        String.format(
            Locale.ROOT,
            "pace: %.1f batches a second, %d evaluations at once%s; one at a time %.1f",
            best.batchesPerSecond(),
            best.setting().evaluations(),
            best.setting().ownThread() ? " on a thread each" : "",
            paces.get(0).batchesPerSecond()));
    return best.setting();
  }

  @Override
  public void close() {
    if (evaluator != null) {
      evaluator.close();
    }
    if (supernet != null) {
      supernet.close();
    }
  }
}
