package io.supernet.study.compare;

import java.util.Map;

/**
 * The result of a trial, written to {@code trial.json}, which marks the trial as finished.
 *
 * @param strategy as {@link Strategy}, or {@link Trial#RANDOM}
 * @param seed of the run
 * @param pathsPerStep paths that a training step trains
 * @param epochs of training; those of all architectures together without a supernet
 * @param passes forward and backward passes of a batch, besides those that retrain what was found
 * @param found what the search found; without a supernet the best of all by validation
 * @param random what random search on the same supernet found with as many evaluations; without a
 *     supernet the first architecture that was drawn
 * @param tau Kendall's tau-b between validation metric with inherited weights and the table; null
 *     without one, or where it is not defined
 * @param updateSpread largest difference between how often two options of one decision were
 *     trained, relative to the mean over its options; the largest over the decisions
 * @param seconds spent in each phase, by all processes of the run
 * @param peakBytes most resident memory of the process that ended the run; null where the system
 *     does not tell
 * @param failure why there are no figures; null if there are
 */
public record TrialResult(
    String strategy,
    long seed,
    int pathsPerStep,
    int epochs,
    long passes,
    Finalist found,
    Finalist random,
    Double tau,
    Double updateSpread,
    Map<String, Double> seconds,
    Long peakBytes,
    String failure) {

  /**
   * An architecture that was trained alone.
   *
   * @param architecture in the notation of its space
   * @param supernet metric with inherited weights on validation examples; null without a supernet
   * @param validation metric when trained alone, on validation examples
   * @param test metric when trained alone, on test examples
   */
  public record Finalist(String architecture, Double supernet, double validation, double test) {}

  static TrialResult failed(Trial trial, String why) {
    return new TrialResult(
        trial.strategy(), trial.seed(), 0, 0, 0, null, null, null, null, Map.of(), null, why);
  }
}
