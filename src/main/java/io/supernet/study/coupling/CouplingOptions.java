package io.supernet.study.coupling;

import io.supernet.Bounds;

/**
 * How much is measured.
 *
 * @param probes architectures that are watched while others are trained, at least 2
 * @param steps training steps of each trial, at least 1
 * @param pairs pairs of architectures for each number of shared decisions, at least 2
 * @param sample most rows of a table that are compared in each sub-space, at least 8
 */
public record CouplingOptions(int probes, int steps, int pairs, int sample) {

  /** Some minutes for a small supernet on two cores. */
  public static final CouplingOptions DEFAULT = new CouplingOptions(8, 20, 40, 200);

  public CouplingOptions {
    Bounds.check(probes >= 2, "number of probes", probes, "2 or more");
    Bounds.check(steps >= 1, "number of steps", steps, "1 or more");
    Bounds.check(pairs >= 2, "number of pairs", pairs, "2 or more");
    Bounds.check(
        sample >= SubSpaceStudy.FEWEST_ROWS,
        "sample of table rows",
        sample,
        SubSpaceStudy.FEWEST_ROWS + " or more");
  }
}
