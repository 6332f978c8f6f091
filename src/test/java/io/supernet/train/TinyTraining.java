package io.supernet.train;

import io.supernet.Progress;
import io.supernet.RandomStreams;
import io.supernet.TinyRun;
import io.supernet.controller.ControllerOptions;
import io.supernet.controller.EnasSampler;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.sampling.BalancedSampler;
import io.supernet.sampling.FairSampler;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.SandwichSampler;
import io.supernet.sampling.Together;
import io.supernet.sampling.UniformSampler;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import io.supernet.storage.Checkpoints;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.Optimization;
import io.supernet.supernet.Part;
import io.supernet.supernet.Supernet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/** The training of a tiny supernet; its first weights are the same each time. */
final class TinyTraining implements AutoCloseable {

  private static final RandomStreams STREAMS = new RandomStreams(3);

  private final Supernet supernet;
  private final boolean closes;
  private final Trainer trainer;
  private final PathSampler sampler;

  TinyTraining(String data, Checkpoints checkpoints, Duration between, double learningRate) {
    this(data, checkpoints, between, learningRate, "uniform");
  }

  /** The same by a sampler, {@code "NAME"} or {@code "NAME adam"}. */
  TinyTraining(
      String data, Checkpoints checkpoints, Duration between, double learningRate, String how) {
    this(supernet(data, how), true, checkpoints, between, learningRate, how);
  }

  /** The same of a supernet that stays open, which {@link #supernet(String, String)} built. */
  TinyTraining(
      Supernet supernet, Checkpoints checkpoints, Duration between, double rate, String how) {
    this(supernet, false, checkpoints, between, rate, how);
  }

  private TinyTraining(
      Supernet supernet,
      boolean closes,
      Checkpoints checkpoints,
      Duration between,
      double learningRate,
      String how) {
    this.supernet = supernet;
    this.closes = closes;
    Definition definition = supernet.definition();
    this.sampler =
        switch (how.replace(" adam", "")) {
          case "several" -> new UniformSampler(3);
          case "balanced" ->
              new BalancedSampler(
                  path -> definition.cost(path).macs(),
                  definition.cost(definition.smallest()).macs(),
                  definition.cost(definition.largest()).macs(),
                  5);
          case "enas" ->
              new EnasSampler(
                  new EnasSampler.Options(3, 4, new ControllerOptions(8, 5, 2.5, 1e-4, 0.1, 0.99)),
                  3,
                  path -> 0);
          case "alarming" -> new AlarmingSampler();
          case "fair" -> new FairSampler();
          case "sandwich" ->
              new SandwichSampler(
                  definition.largest(), definition.smallest(), 1, Together.DISTILLED);
          case "uniform" -> new UniformSampler();
          default -> throw new IllegalArgumentException("no tiny training by " + how);
        };
    TrainingOptions options = new TrainingOptions(3, 64, learningRate, 1, optimization(how), true);
    this.trainer = new Trainer(supernet, sampler, options, STREAMS, checkpoints, between);
  }

  /** With its first weights, for trainings by a sampler. */
  static Supernet supernet(String data, String how) {
    Split split = DataSets.load(data, STREAMS);
    Task task = Task.of(split.train());
    Definition definition = Definitions.load(Definitions.withTask(TinyRun.network(), task));
    return Supernet.build(
        definition,
        split,
        new ModelOptions(3, optimization(how), true, BatchNormMode.BATCH, 1).withAccumulates(true));
  }

  private static Optimization optimization(String how) {
    boolean adam = how.endsWith(" adam");
    return new Optimization(0.9, 5e-4, 0, 0)
        .withMethod(adam ? Optimization.Method.ADAM : Optimization.Method.SGD);
  }

  Supernet supernet() {
    return supernet;
  }

  Checkpoints.Checkpoint run(Progress progress) {
    return trainer.run("train", progress);
  }

  Checkpoints.Checkpoint runTo(int epochs, Progress progress) {
    return trainer.runTo(epochs, "train", progress);
  }

  Checkpoints.Checkpoint run(Path course, Progress progress) {
    Architecture largest = supernet.definition().largest();
    try (Course written =
        new Course(
            supernet.definition().space(),
            course.resolve("training.jsonl"),
            course.resolve("events"),
            supernet.definition().task().metrics().get(0),
            () ->
                Map.of(
                    "largest",
                    supernet
                        .evaluate(largest, Part.VALIDATION, new int[] {0, 1, 2})
                        .judged()
                        .orElse(0)))) {
      return trainer.run("train", written, progress);
    }
  }

  /** Cancels after so many steps. */
  static Progress cancelAfter(long steps) {
    return event -> {
      if (event instanceof Progress.Advanced advanced && advanced.done() == steps) {
        throw new CancellationException("enough");
      }
    };
  }

  /** Keeps the notes. */
  static Progress noting(List<String> notes) {
    return listening(done -> {}, notes);
  }

  /** Keeps the notes, and says how many steps are done. */
  static Progress listening(LongConsumer steps, List<String> notes) {
    return event -> {
      if (event instanceof Progress.Advanced advanced) {
        steps.accept(advanced.done());
      } else if (event instanceof Progress.Noted noted) {
        notes.add(noted.line());
      }
    };
  }

  @Override
  public void close() {
    if (sampler instanceof LearningSampler learning) {
      learning.close();
    }
    if (closes) {
      supernet.close();
    }
  }
}
