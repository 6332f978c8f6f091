package io.supernet.study.audit;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * An architecture with its truth and what predicts it.
 *
 * @param architecture in the notation of its space
 * @param truth the metric after each training of it alone, at least one
 * @param batch the metric with inherited weights and the statistics of the batch; not a number if
 *     it was not asked for
 * @param calibrated the same with recalibrated statistics
 * @param loss with inherited weights and the policy of the run, nats
 * @param averaged mean of the metric over this supernet and others; not a number if there are none
 * @param scores of the scorers that are compared with the supernet, by name, the higher the better:
 *     at least multiply-adds and parameters
 */
record Subject(
    String architecture,
    List<Double> truth,
    double batch,
    double calibrated,
    double loss,
    double averaged,
    Map<String, Double> scores) {

  public Subject {
    truth = ImmutableList.copyOf(truth);
    scores = ImmutableMap.copyOf(scores);
    if (truth.isEmpty()) {
      throw new IllegalArgumentException("No truth of " + architecture);
    }
  }

  /** The score of this scorer. */
  double score(String scorer) {
    return requireNonNull(scores.get(scorer), scorer);
  }

  /** The mean over its trainings. */
  public double mean() {
    return truth.stream().mapToDouble(t -> t).average().orElseThrow();
  }
}
