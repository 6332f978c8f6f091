package io.supernet.train;

import io.supernet.Bounds;
import io.supernet.space.Architecture;
import io.supernet.supernet.ModelOptions;
import java.util.regex.Pattern;

/**
 * One training of an architecture alone: all that decides its result, but for the network and the
 * data, which are those of its run. All of it is values and names no machine, so that it can be
 * sent to any other that sees the run's folder. The same job gives the same result wherever it is
 * done, on one thread with the same kernels to the bit.
 *
 * @param name of the job among all of its run; letters, digits and dashes
 * @param title what progress calls it
 * @param architecture that is trained
 * @param options of the whole training
 * @param epochs after which it pauses, 1 to those of the options; a later job of the same name goes
 *     on from there
 * @param seed of its first weights and of all draws
 * @param threads of TensorFlow, as {@link ModelOptions#threads}
 * @param inherits whether it begins with the weights of the run's supernet instead of new ones
 * @param folder of its checkpoints within that of the run: names with {@code /} between them
 * @since 0.2
 */
public record TrainingJob(
    String name,
    String title,
    Architecture architecture,
    TrainingOptions options,
    int epochs,
    long seed,
    int threads,
    boolean inherits,
    String folder) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");

  private static final Pattern FOLDER =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  public TrainingJob {
    Bounds.check(
        NAME.matcher(name).matches(),
        "name of a training",
        "'" + name + "'",
        "letters, digits and dashes");
    Bounds.check(
        FOLDER.matcher(folder).matches(),
        "folder of the training",
        "'" + folder + "'",
        "names within the folder of its run, with '/' between them");
    Bounds.check(
        epochs >= 1 && epochs <= options.epochs(),
        "number of epochs until a pause",
        epochs,
        "1 to " + options.epochs());
  }
}
