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
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.storage.Checkpoints;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Trains architectures alone in this process.
 *
 * @param definition the network
 * @param data to train and judge on
 * @param threads of TensorFlow for each, as {@link ModelOptions#threads}
 * @param places folders of checkpoints, by name of the job
 * @param between least time between two checkpoints of a training
 * @param advice for whoever asked for a training that diverges
 * @param inherited gives weights to begin with, by name; without, they are new
 */
@API(status = INTERNAL)
public record LocalSite(
    Definition definition,
    Split data,
    int threads,
    Function<String, Path> places,
    Duration between,
    Trainer.Advice advice,
    Optional<Supplier<Map<String, float[]>>> inherited)
    implements TrainingSite {

  @Override
  public Path checkpoints(TrainingJob job) {
    return places.apply(job.name());
  }

  @Override
  public TrainingResult train(TrainingJob job, Progress progress) {
    long begin = System.nanoTime();
    Evaluation evaluation;
    try (StandAlone model = build(job)) {
      inherited.ifPresent(weights -> model.inherit(weights.get()));
      RandomStreams streams = new RandomStreams(job.seed());
      Checkpoints checkpoints = new Checkpoints(checkpoints(job));
      new Trainer(model, job.options(), streams, checkpoints, between, advice)
          .runTo(job.epochs(), job.title(), progress);
      evaluation = model.evaluate(Part.VALIDATION);
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
    long weights = new RandomStreams(job.seed()).seed("weights", 0);
    return StandAlone.build(
        definition,
        job.architecture(),
        data,
        new ModelOptions(
                weights, options.optimization(), options.augment(), BatchNormMode.BATCH, threads)
            .withCutout(options.cutout()));
  }
}
