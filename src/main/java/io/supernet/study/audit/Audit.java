package io.supernet.study.audit;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Metric;
import io.supernet.stats.Estimate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a supernet's ranking can be trusted: all figures of one study. Kept as {@code
 * audit.json}; what is not defined or was not measured is null.
 *
 * @param space name of the space
 * @param metric what is compared; all values are in its unit, and distances from the best are the
 *     larger, the worse. Audits from before it was written are of accuracies
 * @param truth where the truth is from, in words
 * @param architectures how many were compared
 * @param seeds trainings of each
 * @param policy with which the run judges inherited weights: batch or calibrated
 * @param noise standard deviation of one training over seeds
 * @param ceiling mean tau between the truths of two seeds: what one training says of another
 * @param trueBest the best mean over the seeds
 * @param trueMean mean over all
 * @param top k for the top-k figures
 * @param predictors what may rank architectures, the supernet by the run's policy first
 * @param randomRegretOfOne expected distance of a random one from the best
 * @param randomRegretOfTop the same of the best of {@code top} random ones
 * @param againstMacs tau of the supernet less that of multiply-adds
 * @param againstParameters tau of the supernet less that of parameters
 * @param prior name of the predictor that combines several, such as {@code prior accuracy ×
 *     live-macs}; empty if there is none
 * @param priorAgainstSupernet tau of the prior less that of the supernet alone; null without a
 *     prior
 * @param batchAgainstCalibrated tau by the statistics of the batch less that by recalibrated ones;
 *     null if only one was asked for
 * @param regrets what to expect of retraining the top 1, 2, …
 * @param retrain the smallest k of which the best is expected within the noise of the best of all
 * @param starts from which weights to train, on a few
 * @param words what follows, a sentence each
 */
public record Audit(
    String space,
    Metric metric,
    String truth,
    int architectures,
    int seeds,
    String policy,
    Double noise,
    Estimate ceiling,
    double trueBest,
    double trueMean,
    int top,
    List<Predictor> predictors,
    double randomRegretOfOne,
    double randomRegretOfTop,
    Estimate againstMacs,
    Estimate againstParameters,
    String prior,
    Estimate priorAgainstSupernet,
    Estimate batchAgainstCalibrated,
    List<Regret> regrets,
    Integer retrain,
    List<Start> starts,
    List<String> words) {

  /**
   * Something that ranks architectures.
   *
   * @param topTau tau among the 10 % that are truly the best
   * @param bandTau tau among the third that is in the middle by multiply-adds
   * @param precision share of the predicted top k that is among the true top k
   * @param bestRank true rank of the best of the predicted top k
   * @param regretOfOne distance of the predicted best from the best
   * @param regretOfTop distance of the best of the predicted top k from the best
   */
  public record Predictor(
      String name,
      Estimate tau,
      Estimate spearman,
      Estimate pearson,
      Estimate topTau,
      Estimate bandTau,
      Estimate precision,
      Estimate bestRank,
      Estimate regretOfOne,
      Estimate regretOfTop) {}

  /** The expected distance of the best of the top k from the best. */
  public record Regret(int top, double expected) {}

  /**
   * One architecture from different weights.
   *
   * @param architecture in the notation of its space
   * @param inherited the metric with inherited weights as they are
   * @param epochs of fine-tuning and of the short training
   * @param fineTuned the metric after that many epochs from inherited weights
   * @param fromScratch the metric after as many epochs from new weights
   * @param truth the metric of its full training, mean of the seeds
   */
  public record Start(
      String architecture,
      double inherited,
      int epochs,
      double fineTuned,
      double fromScratch,
      double truth) {}

  public Audit {
    metric = Objects.requireNonNullElse(metric, Metric.ACCURACY);
    predictors = ImmutableList.copyOf(predictors);
    regrets = ImmutableList.copyOf(regrets);
    starts = ImmutableList.copyOf(starts);
    words = ImmutableList.copyOf(words);
  }

  /** The same with what follows from it. */
  Audit with(List<String> sentences) {
    return new Audit(
        space,
        metric,
        truth,
        architectures,
        seeds,
        policy,
        noise,
        ceiling,
        trueBest,
        trueMean,
        top,
        predictors,
        randomRegretOfOne,
        randomRegretOfTop,
        againstMacs,
        againstParameters,
        prior,
        priorAgainstSupernet,
        batchAgainstCalibrated,
        regrets,
        retrain,
        starts,
        sentences);
  }

  /** The predictor of this name. */
  public Predictor predictor(String name) {
    return find(name).orElseThrow();
  }

  /** The predictor of this name, if it was asked for. */
  public Optional<Predictor> find(String name) {
    return predictors.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
