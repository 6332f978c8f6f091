package io.supernet.train;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Bounds;
import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.Text;
import io.supernet.extension.UserCode;
import io.supernet.sampling.PathSampler;
import io.supernet.storage.Checkpoints;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Model;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import io.supernet.supernet.Supernet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model from its latest checkpoint to the end. Everything random is drawn by step from the
 * seed, so an interrupted training that goes on sees the same batches, paths and crops as one that
 * was never interrupted.
 *
 * @hidden
 */
@API(status = INTERNAL)
public final class Trainer {

  /** Name of a checkpoint's TensorFlow files inside its folder. */
  private static final String PREFIX = "model";

  /** What a user can do about a training that diverged for good. */
  @FunctionalInterface
  public interface Advice {

    /** Of the training of a supernet, by itself or as a part of something. */
    Advice SUPERNET =
        (good, rate) ->
            Text.of(
                "the last good checkpoint is %s; begin a new run (or comparison) with a '--learning-rate' below %s",
                good, rate);

    /**
     * A clause.
     *
     * @param good the folder of the last good checkpoint
     * @param rate the learning rate that was too large still
     */
    String of(Path good, double rate);
  }

  final Model model;
  final PathSampler sampler;
  final TrainingOptions options;
  final RandomStreams streams;
  final Batches batches;
  final long steps;
  final LearningRate schedule;
  final Checkpoints checkpoints;
  final Duration between;
  final Advice advice;
  final Optional<EarlyStopping> stopping;

  /**
   * A training of a supernet.
   *
   * @param sampler says which paths each step trains
   * @param streams of this training alone
   * @param checkpoints where its state is kept
   * @param between least time between two checkpoints; they are made at the end of an epoch
   */
  public Trainer(
      Supernet model,
      PathSampler sampler,
      TrainingOptions options,
      RandomStreams streams,
      Checkpoints checkpoints,
      Duration between) {
    this(model, sampler, options, streams, checkpoints, between, Advice.SUPERNET, Optional.empty());
  }

  /**
   * A training of one architecture alone, which is the path of each step.
   *
   * @param streams of this training alone
   * @param checkpoints where its state is kept
   * @param between least time between two checkpoints; they are made at the end of an epoch
   * @param advice for whoever asked for the training, if it diverges
   */
  public Trainer(
      StandAlone model,
      TrainingOptions options,
      RandomStreams streams,
      Checkpoints checkpoints,
      Duration between,
      Advice advice) {
    this(
        model,
        (space, step, unused) -> List.of(model.architecture()),
        options,
        streams,
        checkpoints,
        between,
        advice,
        options.patience() == 0 ? Optional.empty() : Optional.of(stopping(model, options)));
  }

  private static EarlyStopping stopping(StandAlone model, TrainingOptions options) {
    int steps = Batches.stepsPerEpoch(model.size(Part.TRAIN), options.batch());
    return new EarlyStopping(model, options.patience(), steps);
  }

  private Trainer(
      Model model,
      PathSampler sampler,
      TrainingOptions options,
      RandomStreams streams,
      Checkpoints checkpoints,
      Duration between,
      Advice advice,
      Optional<EarlyStopping> stopping) {
    this.model = model;
    this.sampler = UserCode.guard(sampler, PathSampler.class);
    this.options = options;
    this.streams = streams;
    this.batches = new Batches(model.size(Part.TRAIN), options.batch(), streams);
    long warmup = Math.round(options.warmup() * batches.stepsPerEpoch());
    this.steps = steps(options, model.size(Part.TRAIN));
    this.schedule = new LearningRate(options.schedule(), options.learningRate(), warmup, steps);
    this.checkpoints = checkpoints;
    this.between = between;
    this.advice = advice;
    this.stopping = stopping;
  }

  /** The steps of a whole training on so many examples. */
  public static long steps(TrainingOptions options, int examples) {
    return (long) options.epochs() * Batches.stepsPerEpoch(examples, options.batch());
  }

  /** The epochs that so many steps are. */
  double epoch(long step) {
    return (double) step / batches.stepsPerEpoch();
  }

  /** The steps of this training. */
  public long steps() {
    return steps;
  }

  /** Where the TensorFlow files of a checkpoint are. */
  public static Path prefix(Checkpoint checkpoint) {
    return checkpoint.path().resolve(PREFIX);
  }

  /**
   * Trains to the end, or not at all if the latest checkpoint is the last. Checkpoints that are
   * damaged are told as a note; what they held is trained again.
   *
   * <p>If the training collapses (a loss or a weight that is not finite, or a loss beyond the bound
   * of {@link LossWatch}), it goes back to the latest checkpoint and on with half the learning
   * rate, three times at the most.
   *
   * <p>If its options have patience, it ends early when validation examples say so, and with its
   * best weights in any case; the last checkpoint then counts as one of the last step.
   *
   * @param name of the work, for the progress
   * @return the last checkpoint
   * @throws SupernetException if it collapses a fourth time; checkpoints stay. If all checkpoints
   *     are damaged.
   */
  public Checkpoint run(String name, Progress progress) {
    return train(name, null, steps, progress);
  }

  /**
   * The same until so many epochs are done, if they are not yet. What is left goes on from there
   * later, to the same weights as without the pause: learning rates are those of the whole
   * training.
   *
   * @param epochs 1 to those of the options
   */
  public Checkpoint runTo(int epochs, String name, Progress progress) {
    Bounds.check(
        epochs >= 1 && epochs <= options.epochs(),
        "number of epochs until a pause",
        epochs,
        "1 to " + options.epochs());
    return train(name, null, (long) epochs * batches.stepsPerEpoch(), progress);
  }

  /** The same, written down; {@code course} stays open. */
  public Checkpoint run(String name, Course course, Progress progress) {
    return train(name, course, steps, progress);
  }

  private Checkpoint train(String name, @Nullable Course course, long until, Progress progress) {
    List<String> damaged = new ArrayList<>();
    Optional<Checkpoint> latest = checkpoints.latest(damaged::add);
    if (!damaged.isEmpty()) {
      progress.note(
          Text.of(
              "warning: checkpoint %s; the training goes back to step %,d and repeats the rest: on one thread ('--threads 1') with the same weights in the end, on several with slightly different ones",
              String.join(", ", damaged), latest.orElseThrow().step()));
    }
    if (latest.isPresent() && latest.get().step() > until) {
      throw new SupernetException(
          SupernetException.Kind.RUN,
          Text.of(
              "Checkpoint '%s' has %,d steps behind it, more than the %,d that are asked for; take an empty folder for them.",
              latest.get().path(), latest.get().step(), until));
    }
    if (latest.isPresent() && latest.get().step() == until) {
      model.restore(prefix(latest.get()));
      return latest.get();
    }
    return new TrainingLoop(this, course, until, progress).run(name, latest);
  }
}
