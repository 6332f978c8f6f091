package io.supernet.train;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.supernet.Optimisation;

/**
 * How long and how a model is trained.
 *
 * @param epochs passes over the training data, at least 1
 * @param batch examples a step, at least 1
 * @param learningRate highest rate, above 0; it falls to 0 along a cosine
 * @param warmupEpochs epochs in which the rate rises from 0 in a straight line, 0 or more
 * @param optimisation momentum, weight decay, clipping, label smoothing
 * @param augment whether images are cropped and flipped at random
 */
public record TrainingOptions(
    int epochs,
    int batch,
    double learningRate,
    double warmupEpochs,
    Optimisation optimisation,
    boolean augment) {

  public TrainingOptions {
    require(epochs >= 1, "number of epochs", epochs, "give 1 or more");
    require(batch >= 1, "batch size", batch, "give 1 or more");
    require(
        learningRate > 0 && learningRate < 1e6, "learning rate", learningRate, "give one above 0");
    require(
        warmupEpochs >= 0 && warmupEpochs <= epochs,
        "number of warm-up epochs",
        warmupEpochs,
        "give 0 to the number of epochs");
  }

  /** The same training with another optimisation. */
  public TrainingOptions with(Optimisation other) {
    return new TrainingOptions(epochs, batch, learningRate, warmupEpochs, other, augment);
  }

  private static void require(boolean holds, String what, Number value, String wayOut) {
    if (!holds) {
      throw new SupernetException(Kind.USAGE, "The " + what + " is " + value + "; " + wayOut + ".");
    }
  }
}
