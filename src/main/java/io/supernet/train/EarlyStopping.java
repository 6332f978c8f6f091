package io.supernet.train;

import io.supernet.Text;
import io.supernet.evaluate.Chance;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Judges a network after each epoch on validation examples, keeps its best weights, and ends the
 * training when neither they nor the loss have got better for some epochs. Weights are better if
 * the first metric is, by more than chance, or if the loss is and the metric is not worse by more:
 * on few examples an accuracy moves in large steps, and the largest comes early and by luck. Test
 * examples are never looked at.
 */
final class EarlyStopping {

  /** Name of the best weights inside the folder of a checkpoint. */
  private static final String PREFIX = "best";

  private final StandAlone model;
  private final int patience;
  private final int stepsPerEpoch;
  private final Metric metric;
  private @Nullable KeptWeights best;

  /**
   * Of one training.
   *
   * @param patience epochs, at least 1
   */
  EarlyStopping(StandAlone model, int patience, int stepsPerEpoch) {
    this.model = model;
    this.patience = patience;
    this.stepsPerEpoch = stepsPerEpoch;
    this.metric = model.definition().task().metrics().get(0);
  }

  /** After an epoch; says whether the training is at its end. */
  boolean ends(TrainingState state) {
    Evaluation now = judged(model.architecture());
    if (!now.failed() && (state.rest.best.isEmpty() || better(now, state))) {
      state.rest.best = now.metrics();
      state.rest.bestStep = state.step;
      state.rest.betterStep = state.step;
      best = KeptWeights.of(model, PREFIX);
    }
    if (loss(now) < state.rest.lowestLoss) {
      state.rest.lowestLoss = loss(now);
      state.rest.betterStep = state.step;
    }
    return state.step - state.rest.betterStep >= (long) patience * stepsPerEpoch;
  }

  private boolean better(Evaluation now, TrainingState state) {
    Evaluation before = new Evaluation(now.architecture(), state.rest.best);
    double worse = metric.cost(now) - metric.cost(before);
    double chance = Chance.of(metric, metric.cost(before), model.size(Part.VALIDATION));
    return worse < -chance || (worse <= chance && loss(now) < loss(before));
  }

  private static double loss(Evaluation evaluation) {
    return evaluation.metrics().getOrDefault(Metric.LOSS.name(), Double.NaN);
  }

  private Evaluation judged(Architecture architecture) {
    try {
      return model.evaluate(Part.VALIDATION);
    } catch (EvaluationException e) {
      return Evaluation.failed(architecture, String.valueOf(e.getMessage()));
    }
  }

  /** Back to the best weights, if there are any. */
  void back() {
    if (best != null) {
      best.restore(model, PREFIX);
    }
  }

  /** Beside the model in the folder of a checkpoint. */
  void save(Path folder) {
    if (best != null) {
      best.write(folder);
    }
  }

  /** As it was when a checkpoint was saved. */
  void restore(Checkpoint checkpoint, TrainingState state) {
    best = state.rest.best.isEmpty() ? null : KeptWeights.read(checkpoint.path(), PREFIX);
  }

  /** What there is to tell at the end. */
  String text(TrainingState state) {
    String of = state.rest.ended == 0 ? "" : Text.of(" of %d", state.rest.ended / stepsPerEpoch);
    return state.rest.best.isEmpty()
        ? ""
        : Text.of(", the best after %d%s", state.rest.bestStep / stepsPerEpoch, of);
  }
}
