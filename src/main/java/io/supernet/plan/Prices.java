package io.supernet.plan;

/**
 * What the parts of a run take, all in the same unit: seconds that were measured on a machine, or
 * epochs of training one architecture alone.
 *
 * @param supernet to build the supernet, once
 * @param supernetEpoch an epoch of its training
 * @param evaluation to judge one architecture with inherited weights
 * @param score to score one architecture that nothing was trained of; 0 if none is to be
 * @param start to build one architecture alone, to judge and to save it
 * @param epoch an epoch of its training
 */
public record Prices(
    double supernet,
    double supernetEpoch,
    double evaluation,
    double score,
    double start,
    double epoch) {

  /** How many parts a training step is of that of an evaluation of as many examples. */
  private static final double STEP = 3;

  public Prices {
    if (!(supernet >= 0
        && supernetEpoch > 0
        && evaluation >= 0
        && score >= 0
        && start >= 0
        && epoch > 0)) {
      throw new IllegalArgumentException(
          "Epochs cost more than nothing, and all else nothing or more.");
    }
  }

  /**
   * In epochs of training alone: a step of the supernet is one of its paths, and costs as much.
   *
   * @param paths of a step of the supernet
   * @param train number of training examples
   * @param validation number of validation examples
   */
  public static Prices inEpochs(int paths, int train, int validation) {
    double judging = validation / (STEP * train);
    return new Prices(0, paths, judging, 0, judging, 1);
  }

  /** The same where nothing is scored that is not trained. */
  public Prices withoutScores() {
    return new Prices(supernet, supernetEpoch, evaluation, 0, start, epoch);
  }
}
