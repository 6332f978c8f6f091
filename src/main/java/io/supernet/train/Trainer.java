package io.supernet.train;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.supernet.Progress;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.run.AtomicFiles;
import io.supernet.run.Checkpoints;
import io.supernet.run.Checkpoints.Checkpoint;
import io.supernet.run.StorageFailures;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.RandomStreams;
import io.supernet.sampling.UpdateCounts;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.supernet.Model;
import io.supernet.supernet.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains a model from its latest checkpoint to the end. Everything random is drawn by step from the
 * seed, so an interrupted training that goes on sees the same batches, paths and crops as one that
 * was never interrupted.
 */
public final class Trainer {

  /** Name of a checkpoint's TensorFlow files inside its folder. */
  private static final String PREFIX = "model";

  private static final String COUNTS = "updates.json";

  private final Model model;
  private final TrainingOptions options;
  private final RandomStreams streams;
  private final Batches batches;
  private final long steps;
  private final LearningRate schedule;
  private final Checkpoints checkpoints;
  private final long checkpointNanos;

  /**
   * A training.
   *
   * @param streams of this training alone
   * @param checkpoints where its state is kept
   * @param between least time between two checkpoints; they are made at the end of an epoch
   */
  public Trainer(
      Model model,
      TrainingOptions options,
      RandomStreams streams,
      Checkpoints checkpoints,
      Duration between) {
    this.model = model;
    this.options = options;
    this.streams = streams;
    this.batches = new Batches(model.size(Part.TRAIN), options.batch(), streams);
    long warmup = Math.round(options.warmupEpochs() * batches.stepsPerEpoch());
    this.steps = steps(options, model.size(Part.TRAIN));
    this.schedule = new LearningRate(options.schedule(), options.learningRate(), warmup, steps);
    this.checkpoints = checkpoints;
    this.checkpointNanos = between.toNanos();
  }

  /** The steps of a whole training on so many examples. */
  public static long steps(TrainingOptions options, int examples) {
    return (long) options.epochs() * Batches.stepsPerEpoch(examples, options.batch());
  }

  /** Where the TensorFlow files of a checkpoint are. */
  public static Path prefix(Checkpoint checkpoint) {
    return checkpoint.path().resolve(PREFIX);
  }

  /**
   * Trains to the end, or not at all if the latest checkpoint is the last.
   *
   * @param name of the work, for the progress
   * @param sampler says which paths each step trains
   * @return the last checkpoint
   * @throws SupernetException if the loss is not finite; earlier checkpoints stay
   */
  public Checkpoint run(String name, PathSampler sampler, Progress progress) {
    Optional<Checkpoint> latest = checkpoints.latest();
    UpdateCounts counts = counts(latest);
    latest.ifPresent(checkpoint -> model.restore(prefix(checkpoint)));
    long step = latest.map(Checkpoint::step).orElse(0L);
    if (step >= steps) {
      return latest.orElseThrow();
    }
    progress.begin(name, steps);
    MovingLoss loss = new MovingLoss();
    long saved = System.nanoTime();
    while (step < steps) {
      loss.add(step(sampler, step, counts));
      step++;
      boolean epochEnd = step % batches.stepsPerEpoch() == 0;
      if (step == steps || (epochEnd && System.nanoTime() - saved >= checkpointNanos)) {
        latest = Optional.of(save(step, counts));
        saved = System.nanoTime();
      }
      report(progress, step, loss, counts);
    }
    progress.end(String.format(Locale.ROOT, "loss %.3f, %d epochs", loss.mean(), options.epochs()));
    return latest.orElseThrow();
  }

  private float step(PathSampler sampler, long step, UpdateCounts counts) {
    List<Architecture> paths = sampler.next(model.definition().space(), step, streams);
    int[] batch = batches.batch(step);
    double rate = schedule.rate(step);
    long crops = streams.seed("augment", step);
    float loss =
        paths.size() == 1
            ? model.step(paths.get(0), batch, rate, crops)
            : model.step(paths, sampler.distils(), batch, rate, crops);
    paths.forEach(counts::add);
    if (!Float.isFinite(loss)) {
      throw diverged("the loss is " + loss, step + 1);
    }
    return loss;
  }

  private SupernetException diverged(String what, long step) {
    String good =
        checkpoints
            .latest()
            .map(c -> "the last good checkpoint is " + c.path())
            .orElse("there is no checkpoint yet");
    return new SupernetException(
        Kind.NUMERIC,
        "Training diverged: "
            + what
            + " at step "
            + step
            + " of "
            + steps
            + "; "
            + good
            + "; begin a new run with a lower learning rate.");
  }

  private void report(Progress progress, long step, MovingLoss loss, UpdateCounts counts) {
    try {
      long epoch = (step - 1) / batches.stepsPerEpoch() + 1;
      progress.advance(
          step,
          String.format(
              Locale.ROOT, "epoch %d/%d, loss %.3f", epoch, options.epochs(), loss.mean()));
    } catch (CancellationException e) {
      save(step, counts);
      throw e;
    }
  }

  private Checkpoint save(long step, UpdateCounts counts) {
    if (!model.finite()) {
      throw diverged("a weight is not finite", step);
    }
    return checkpoints.save(
        step,
        folder -> {
          model.save(folder.resolve(PREFIX));
          AtomicFiles.write(folder.resolve(COUNTS), new Gson().toJson(counts.counts()));
        });
  }

  /** How often each option was trained so far. */
  private UpdateCounts counts(Optional<Checkpoint> latest) {
    SearchSpace space = model.definition().space();
    if (latest.isEmpty()) {
      return new UpdateCounts(space);
    }
    Path file = latest.get().path().resolve(COUNTS);
    try {
      return new UpdateCounts(space, new Gson().fromJson(Files.readString(file), long[][].class));
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
      throw new SupernetException(
          Kind.RUN,
          "'" + file + "' is damaged; delete its folder to go on from an earlier checkpoint.",
          e);
    }
  }

  /** The loss of the last steps, smoothed. */
  private static final class MovingLoss {
    private static final double KEEP = 0.98;
    private double sum;
    private double weight;

    void add(double loss) {
      sum = KEEP * sum + (1 - KEEP) * loss;
      weight = KEEP * weight + (1 - KEEP);
    }

    double mean() {
      return sum / weight;
    }
  }
}
