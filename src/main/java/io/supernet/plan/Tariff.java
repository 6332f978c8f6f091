package io.supernet.plan;

import io.supernet.Bounds;

/**
 * What the parts of a search take on one machine, in seconds, so that work can be counted alike
 * whatever else the machine does meanwhile.
 *
 * @param supernet to build the supernet, once
 * @param supernetEpoch an epoch of its training
 * @param evaluation to judge one architecture with inherited weights
 * @param score to score one architecture that nothing was trained of; 0 where none can be
 * @param start to build one architecture alone, to judge and to save it
 * @param epochBase an epoch of training a network without multiply-adds
 * @param epochPerMac what an epoch takes more for each live multiply-add
 */
public record Tariff(
    double supernet,
    double supernetEpoch,
    double evaluation,
    double score,
    double start,
    double epochBase,
    double epochPerMac) {

  public Tariff {
    Bounds.check(
        supernet >= 0
            && supernetEpoch > 0
            && evaluation >= 0
            && score >= 0
            && start >= 0
            && epochBase >= 0
            && epochPerMac >= 0
            && epochBase + epochPerMac > 0,
        "price of an epoch",
        epochBase,
        "above 0 s");
  }

  /** An epoch of training a network of so many live multiply-adds. */
  public double epoch(double liveMacs) {
    return epochBase + epochPerMac * liveMacs;
  }

  /** A training alone that goes through so many rounds and has so many epochs behind it. */
  public double training(double liveMacs, int rounds, int epochs) {
    return rounds * start + epochs * epoch(liveMacs);
  }

  /** To divide a time where networks of so many live multiply-adds are trained alone. */
  public Prices prices(double liveMacs) {
    return new Prices(supernet, supernetEpoch, evaluation, score, start, epoch(liveMacs));
  }
}
