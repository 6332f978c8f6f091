package io.supernet.study.compare;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.network.Definition;
import io.supernet.run.Extensions;
import io.supernet.run.RunOptions;
import io.supernet.run.SamplingOptions;
import io.supernet.run.SearchOptions;
import io.supernet.train.TrainingOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way of training a supernet.
 *
 * @param name a sampler, then the number of its random paths and {@code -distill} where wanted:
 *     {@code uniform}, {@code uniform-4}, {@code sandwich-2-distill}
 * @param sampling what the name says
 */
record Strategy(String name, SamplingOptions sampling) {

  /** The most that the passes of strategies may differ by. */
  private static final double MOST_UNEQUAL = 0.1;

  private static final String DISTILL = "-distill";

  private static final Pattern NAME =
      Pattern.compile("([a-z]+)(?:-([1-9][0-9]{0,3}))?(-distill?)?");

  /** Reads a name; the British {@code -distil} is taken, too, and becomes {@code -distill}. */
  static Strategy of(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Strategy '%s' is not known; give a sampler, such as uniform, uniform-4, fair or sandwich-distill.",
              name));
    }
    int paths = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
    boolean distills = parts.group(3) != null;
    return new Strategy(
        distills ? name.substring(0, parts.start(3)) + DISTILL : name,
        new SamplingOptions(parts.group(1), paths, distills));
  }

  /**
   * The options of a run of this strategy. The epochs given are those of steps of one path; with k
   * paths a step there are as many forward and backward passes in a k-th of them, rounded. The
   * warm-up is as much shorter. ENAS derives architectures from its controller instead of
   * searching.
   */
  RunOptions options(RunOptions given, Definition definition, long seed) {
    TrainingOptions training = given.supernet();
    int paths = sampling.pathsPerStep(definition, Extensions.NONE);
    int epochs = Math.max(1, (int) Math.round((double) training.epochs() / paths));
    if (Math.abs(epochs * paths - training.epochs()) > MOST_UNEQUAL * training.epochs()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Strategy '%s' trains %d paths per step, which does not divide the %d epochs of one path; give --epochs %d, or another multiple of %d.",
              name, paths, training.epochs(), epochs * paths, paths));
    }
    double warmup = Math.min(epochs, training.warmupEpochs() / paths);
    RunOptions options =
        given
            .with()
            .seed(seed)
            .supernet(training.with().epochs(epochs).warmupEpochs(warmup).build())
            .sampling(sampling)
            .build();
    return sampling.sampler().equals(SamplingOptions.ENAS)
        ? options.withSearch(given.search().withStrategy(SearchOptions.DERIVE))
        : options;
  }
}
