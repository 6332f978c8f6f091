package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Failures;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Trains architectures alone in this process.
 *
 * @param folder of the run
 * @param events folder of event files: each training has one of its own there
 * @param definition the network
 * @param data to train and judge on
 * @param between least time between two checkpoints of a training
 * @param weights gives those of the run's supernet, by name, to jobs that begin with them
 */
@API(status = INTERNAL)
public record LocalSite(
    Path folder,
    Path events,
    Definition definition,
    Split data,
    Duration between,
    Supplier<Map<String, float[]>> weights)
    implements TrainingSite {

  @Override
  public Path checkpoints(TrainingJob job) {
    return folder.resolve(job.folder());
  }

  @Override
  public TrainingResult train(TrainingJob job, Progress progress) {
    long begin = System.nanoTime();
    Evaluation evaluation;
    try (StandAlone model = build(job);
        EventProgress told =
            EventProgress.ofTraining(
                progress, events.resolve("alone-" + job.name()), job.threads())) {
      if (job.inherits()) {
        model.inherit(weights.get());
      }
      RandomStreams streams = new RandomStreams(job.seed());
      Checkpoints checkpoints = new Checkpoints(checkpoints(job));
      Trainer trainer =
          new Trainer(model, job.options(), streams, checkpoints, between, LocalSite::advice);
      Checkpoint last = trainer.runTo(job.epochs(), job.title(), told);
      Evaluation judged = model.evaluate(Part.VALIDATION);
      Map<String, Double> figures = new LinkedHashMap<>();
      judged.metrics().forEach((name, figure) -> figures.put("validation " + name, figure));
      told.write(last.step(), figures);
      TrainingState state = TrainingState.of(last, definition.space());
      evaluation = judged.with(Metric.TRAINING_LOSS, state.rest.losses.mean());
      if (state.rest.ended > 0) {
        evaluation = evaluation.with(Metric.BEST_EPOCH, trainer.epoch(state.rest.bestStep));
      }
    } catch (SupernetException e) {
      if (e.kind() != Kind.NUMERIC) {
        throw new SupernetException(
            e.kind(),
            Text.of(
                "Training of %s alone: %s", definition.format(job.architecture()), Failures.why(e)),
            e);
      }
      // It would diverge again at every resume: this is its result, and the others continue.
      evaluation = Evaluation.failed(job.architecture(), Failures.why(e));
    }
    return new TrainingResult(job.name(), evaluation, (System.nanoTime() - begin) / 1e9);
  }

  /** The architecture of a job, alone, with its first weights. The caller closes it. */
  public StandAlone build(TrainingJob job) {
    TrainingOptions options = job.options();
    long seed = new RandomStreams(job.seed()).seed("weights", 0);
    return StandAlone.build(
        definition,
        job.architecture(),
        data,
        new ModelOptions(
                seed, options.optimization(), options.augment(), BatchNormMode.BATCH, job.threads())
            .withCutout(options.cutout()));
  }

  /** Without a path: a result says the same wherever it was made. */
  private static String advice(Path good, double rate) {
    return Text.of("give 'supernet retrain' a '--retrain-learning-rate' below %s", rate);
  }
}
