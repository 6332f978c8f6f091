package io.supernet.supernet;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Task;

/**
 * How a model is built and run.
 *
 * @param seed of the first weights
 * @param optimization of its training steps
 * @param augment whether training images are cropped (after a border of 4 pixels) and flipped at
 *     random; rows of numbers never are
 * @param cutout side in pixels of the square that is cut out of each training image at a random
 *     place; 0 for none
 * @param evaluation how a supernet normalizes when it judges an architecture: {@link
 *     BatchNormMode#BATCH} or {@link BatchNormMode#CALIBRATED}
 * @param threads threads for one op and between ops; 0 for one a core, 1 for bit-identical
 *     repetition
 * @param accumulates whether a step may train several paths, which takes an accumulator a weight
 * @since 0.1
 */
@RecordBuilder
public record ModelOptions(
    long seed,
    Optimization optimization,
    boolean augment,
    int cutout,
    BatchNormMode evaluation,
    int threads,
    boolean accumulates)
    implements ModelOptionsBuilder.With {

  public ModelOptions {
    if (evaluation != BatchNormMode.BATCH && evaluation != BatchNormMode.CALIBRATED) {
      throw new SupernetException(
          Kind.USAGE,
          "Inherited weights are judged with the statistics BATCH or CALIBRATED, not "
              + evaluation
              + ".");
    }
    Bounds.check(cutout >= 0, "side of the cutout", cutout, "1 or more pixels, or 0 for none");
    Bounds.check(threads >= 0, "number of threads", threads, "1 or more, or 0 for one a core");
  }

  /** Refuses what cannot be done with examples or labels of a task. */
  public void check(Task task) {
    if (optimization.labelSmoothing() > 0 && task.isRegression()) {
      throw new SupernetException(
          Kind.USAGE,
          "Label smoothing spreads labels over classes, and a regression has none; leave it away.");
    }
    if (optimization.labelSmoothing() > 0 && task.isMultilabel()) {
      throw new SupernetException(
          Kind.USAGE,
          "Label smoothing spreads the one class of an example over others, and this task is multilabel; leave it away.");
    }
    if (cutout > 0 && task.inputShape().size() != 3) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A cutout of %s pixels wants images, but the examples have the shape %s; leave cutout away.",
              cutout, task.inputShape()));
    }
  }

  /** A model whose steps train one path. */
  public ModelOptions(
      long seed,
      Optimization optimization,
      boolean augment,
      BatchNormMode evaluation,
      int threads) {
    this(seed, optimization, augment, 0, evaluation, threads, false);
  }

  /** The defaults with a seed. */
  public static ModelOptions seeded(long seed) {
    return new ModelOptions(seed, Optimization.DEFAULT, true, BatchNormMode.BATCH, 0);
  }
}
