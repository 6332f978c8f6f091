package io.supernet.study.audit;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An architecture with its truth and what predicts it.
 *
 * @param architecture in the notation of its space
 * @param truth accuracy of each training of it alone, 0 to 1; at least one
 * @param macs multiply-adds
 * @param parameters trained scalars
 * @param batch accuracy with inherited weights and the statistics of the batch, 0 to 1; not a
 *     number if it was not asked for
 * @param calibrated the same with recalibrated statistics
 * @param loss with inherited weights and the policy of the run, nats
 * @param averaged mean accuracy over this supernet and others; not a number if there are none
 */
record Subject(
    String architecture,
    List<Double> truth,
    long macs,
    long parameters,
    double batch,
    double calibrated,
    double loss,
    double averaged) {

  public Subject {
    truth = ImmutableList.copyOf(truth);
    if (truth.isEmpty()) {
      throw new IllegalArgumentException("No truth of " + architecture);
    }
  }

  /** The mean accuracy of its trainings. */
  public double mean() {
    return truth.stream().mapToDouble(t -> t).average().orElseThrow();
  }
}
