package io.supernet.train;

import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.EvaluationException;
import io.supernet.evaluate.Metric;
import io.supernet.space.Architecture;
import io.supernet.storage.Checkpoints.Checkpoint;
import io.supernet.supernet.Part;
import io.supernet.supernet.StandAlone;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a network after each epoch on validation examples, keeps the weights that are best by the
 * first metric, then by the loss, and ends the training when neither has got better for some
 * epochs: an accuracy on few examples moves in large steps and stands still for long. Test examples
 * are never looked at.
 */
final class EarlyStopping {

  /** Name of the best weights inside the folder of a checkpoint. */
  private static final String PREFIX = "best";

  private final StandAlone model;
  private final int patience;
  private final int stepsPerEpoch;
  private final Comparator<Evaluation> bestFirst;
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
    List<Metric> metrics = model.definition().task().metrics();
    this.bestFirst =
        Metric.bestFirst(
            metrics.contains(Metric.LOSS) ? List.of(metrics.get(0), Metric.LOSS) : metrics);
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
    double loss = now.metrics().getOrDefault(Metric.LOSS.name(), Double.NaN);
    if (loss < state.rest.lowestLoss) {
      state.rest.lowestLoss = loss;
      state.rest.betterStep = state.step;
    }
    return state.step - state.rest.betterStep >= (long) patience * stepsPerEpoch;
  }

  private boolean better(Evaluation now, TrainingState state) {
    return bestFirst.compare(now, new Evaluation(now.architecture(), state.rest.best)) < 0;
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
