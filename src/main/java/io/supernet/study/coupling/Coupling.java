package io.supernet.study.coupling;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Metric;
import io.supernet.stats.Estimate;
import io.supernet.stats.Spread;
import java.util.List;

/**
 * How much architectures of a supernet disturb each other: all figures of one measurement. Kept as
 * {@code coupling.json}; what is not defined or was not measured is null.
 *
 * @param space name of the space
 * @param metric what is watched
 * @param decisions how many the space has
 * @param options how much was measured
 * @param learningRate of the steps of the trials
 * @param interference what training steps of others do to a probe: by the number of decisions they
 *     share with it, then of uniformly drawn paths, then of the probe itself
 * @param interferenceTrend correlation of the change of the metric with the number of shared
 *     decisions
 * @param gradients how far gradients of two paths agree, by the number of shared decisions
 * @param gradientTrend correlation of the cosine with the number of shared decisions
 * @param candidateTrend the same over weights inside candidates
 * @param subSpaces how well nested sub-spaces are ranked; null without a table
 * @param words what that shows, a sentence each
 */
public record Coupling(
    String space,
    Metric metric,
    int decisions,
    CouplingOptions options,
    double learningRate,
    List<Trials> interference,
    Estimate interferenceTrend,
    List<Alignment> gradients,
    Estimate gradientTrend,
    Estimate candidateTrend,
    SubSpaces subSpaces,
    List<String> words) {

  /**
   * Probes before and after steps of other paths, one trial a probe.
   *
   * @param paths what was trained: {@code "one path"}, {@code "uniform paths"} or {@code "itself"}
   * @param shared decisions that the one path shares with the probe, else null
   * @param change of the metric of the probe on validation examples
   * @param lossChange of the probe on validation examples, nats
   */
  public record Trials(String paths, Integer shared, Spread change, Spread lossChange) {}

  /**
   * Cosines between the gradients of two paths on one training batch.
   *
   * @param shared decisions that the two share
   * @param all over all weights that both have
   * @param inCandidates over those inside candidates, without what every path has; fewer pairs, as
   *     some share no such weight
   */
  public record Alignment(int shared, Spread all, Spread inCandidates) {}

  /**
   * Ranking in smaller and smaller parts of the space, all around the best architecture of a table.
   *
   * @param truth where the truth is from, in words
   * @param epochs of the supernets that were trained on a sub-space alone; 0 if none were
   */
  public record SubSpaces(String truth, int epochs, List<SubSpace> parts) {

    public SubSpaces {
      parts = ImmutableList.copyOf(parts);
    }
  }

  /**
   * A part of the space.
   *
   * @param fixed how many decisions are fixed, the first ones
   * @param last the last one that is fixed and its option; empty if none is
   * @param size architectures inside, also disconnected ones; where decisions are nested, at most
   * @param rows of the table inside
   * @param compared how many of them were compared
   * @param tau between the run's supernet and the truth
   * @param ownTau between a supernet that was trained on this part alone and the truth
   */
  public record SubSpace(
      int fixed, String last, String size, int rows, int compared, Estimate tau, Estimate ownTau) {}

  public Coupling {
    interference = ImmutableList.copyOf(interference);
    gradients = ImmutableList.copyOf(gradients);
    words = ImmutableList.copyOf(words);
  }
}
