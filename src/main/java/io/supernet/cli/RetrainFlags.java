package io.supernet.cli;

import io.supernet.network.Task;
import io.supernet.run.RunOptions;
import io.supernet.run.TournamentOptions.Start;
import io.supernet.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the best are trained alone; what is not given stays as the run has it. */
final class RetrainFlags {

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many of the tournament's best to train alone to the end. Default: 3.")
  private Integer top;

  @Option(
      names = "--retrain-epochs",
      paramLabel = "N",
      description = "Epochs of training alone. Default: 18; of tables 100.")
  private Integer epochs;

  @Option(
      names = "--retrain-batch",
      paramLabel = "N",
      description = "Examples per step of training alone. Default: 64; of tables 32.")
  private Integer batch;

  @Option(
      names = "--retrain-learning-rate",
      paramLabel = "RATE",
      description =
          "Highest learning rate of training alone. Default: 0.1; for adam and adamw 0.001; of tables 0.002.")
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

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Ends a training alone when its validation examples have seen nothing better for N epochs, and takes its best weights; 0 "
              + "for neither. Default: 0; of tables 16.")
  private Integer patience;

  @Option(
      names = "--from",
      paramLabel = "WEIGHTS",
      description =
          "What training alone begins with: scratch, new weights, or inherited, those of the supernet. Default: scratch.")
  private Start start;

  /** An option beside which a run cannot be divided, if one was given. */
  Optional<String> contrary() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--retrain-epochs", epochs);
    given.put("--top", top);
    return Contrary.first(given);
  }

  /** Whether it is said how many are trained to the end. */
  boolean saysHowMany() {
    return top != null;
  }

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
            Objects.requireNonNullElse(cutout, old.cutout()),
            Objects.requireNonNullElse(patience, old.patience()));
    return run.with()
        .alone(alone)
        .top(Objects.requireNonNullElse(top, run.top()))
        .tournament(
            run.tournament().withStart(Objects.requireNonNullElse(start, run.tournament().start())))
        .build();
  }
}
