package io.supernet.train;

import io.supernet.Bounds;
import io.supernet.space.Architecture;

/**
 * One training of an architecture alone: all that decides its result, but for the network and the
 * data. The same job gives the same result wherever it is done, on one thread with the same kernels
 * to the bit.
 *
 * @param name of the job among all of its run; letters, digits and dashes
 * @param title what progress calls it
 * @param architecture that is trained
 * @param options of the whole training
 * @param epochs after which it pauses, 1 to those of the options; a later job of the same name goes
 *     on from there
 * @param seed of its first weights and of all draws
 * @since 0.2
 */
public record TrainingJob(
    String name,
    String title,
    Architecture architecture,
    TrainingOptions options,
    int epochs,
    long seed) {

  public TrainingJob {
    Bounds.check(
        epochs >= 1 && epochs <= options.epochs(),
        "number of epochs until a pause",
        epochs,
        "1 to " + options.epochs());
  }
}
