package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.BatchNormMode;

/**
 * How a model is built and run.
 *
 * @param seed of the first weights
 * @param optimisation of its training steps
 * @param augment whether training images are cropped (after a border of 4 pixels) and flipped at
 *     random; rows of numbers never are
 * @param evaluation how a supernet normalises when it judges an architecture: {@link
 *     BatchNormMode#BATCH} or {@link BatchNormMode#CALIBRATED}
 * @param threads threads for one op and between ops; 0 for one a core, 1 for bit-identical
 *     repetition
 * @param accumulates whether a step may train several paths, which takes an accumulator a weight
 */
public record ModelOptions(
    long seed,
    Optimisation optimisation,
    boolean augment,
    BatchNormMode evaluation,
    int threads,
    boolean accumulates) {

  public ModelOptions {
    if (evaluation != BatchNormMode.BATCH && evaluation != BatchNormMode.CALIBRATED) {
      throw new SupernetException(
          Kind.USAGE,
          "Inherited weights are judged with the statistics BATCH or CALIBRATED, not "
              + evaluation
              + ".");
    }
    if (threads < 0) {
      throw new SupernetException(
          Kind.USAGE,
          "The number of threads is " + threads + "; give 1 or more, or 0 for one a core.");
    }
  }

  /** A model whose steps train one path. */
  public ModelOptions(
      long seed,
      Optimisation optimisation,
      boolean augment,
      BatchNormMode evaluation,
      int threads) {
    this(seed, optimisation, augment, evaluation, threads, false);
  }

  /** The same for steps of several paths. */
  public ModelOptions accumulating() {
    return new ModelOptions(seed, optimisation, augment, evaluation, threads, true);
  }

  /** The same with other statistics for judging inherited weights. */
  public ModelOptions evaluating(BatchNormMode other) {
    return new ModelOptions(seed, optimisation, augment, other, threads, accumulates);
  }

  /** The defaults with a seed. */
  public static ModelOptions seeded(long seed) {
    return new ModelOptions(seed, Optimisation.DEFAULT, true, BatchNormMode.BATCH, 0);
  }
}
