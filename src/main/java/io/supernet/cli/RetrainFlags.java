package io.supernet.cli;

import io.supernet.network.Task;
import io.supernet.run.RunOptions;
import io.supernet.train.TrainingOptions;
import java.util.Objects;
import picocli.CommandLine.Option;

/** How the best are trained alone; what is not given stays as the run has it. */
final class RetrainFlags {

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many of the best to train alone. Default: 3.")
  private Integer top;

  @Option(
      names = "--retrain-epochs",
      paramLabel = "N",
      description = "Epochs of training alone. Default: 18.")
  private Integer epochs;

  @Option(
      names = "--retrain-batch",
      paramLabel = "N",
      description = "Examples per step of training alone. Default: 64.")
  private Integer batch;

  @Option(
      names = "--retrain-learning-rate",
      paramLabel = "RATE",
      description =
          "Highest learning rate of training alone. Default: 0.1; for adam and adamw 0.001.")
  private Double learningRate;

  @Option(
      names = "--retrain-augment",
      negatable = true,
      description =
          "Crop and flip training images at random. Use --no-retrain-augment if left and right matter. Default: --retrain-augment.")
  private Boolean augment;

  @Option(
      names = "--retrain-cutout",
      paramLabel = "SIDE",
      description =
          "Side of the cutout in training alone, in pixels; helps in long trainings only. Default: 0, none.")
  private Integer cutout;

  /** Refuses what was asked for and cannot be done with the examples. */
  void check(Task task) {
    if (Boolean.TRUE.equals(augment)) {
      task.requireImages("cropped and flipped", "--retrain-augment");
    }
  }

  RunOptions over(RunOptions run) {
    TrainingOptions old = run.alone();
    int newEpochs = Objects.requireNonNullElse(epochs, old.epochs());
    TrainingOptions alone =
        new TrainingOptions(
            newEpochs,
            Objects.requireNonNullElse(batch, old.batch()),
            Objects.requireNonNullElse(learningRate, old.learningRate()),
            Math.min(old.warmupEpochs(), newEpochs),
            old.optimization(),
            Objects.requireNonNullElse(augment, old.augment()),
            old.schedule(),
            Objects.requireNonNullElse(cutout, old.cutout()));
    return run.with().alone(alone).top(Objects.requireNonNullElse(top, run.top())).build();
  }
}
