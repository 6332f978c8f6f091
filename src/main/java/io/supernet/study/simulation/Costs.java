package io.supernet.study.simulation;

import io.supernet.Bounds;

/**
 * What is paid for what, in epochs of training a network alone.
 *
 * @param epochs of a whole training
 * @param shortEpochs of a short one, 1 to fewer than {@code epochs}
 * @param supernetEpochs of training the supernet, 0 or more
 * @param scoringEpochs of scoring one architecture with inherited weights, 0 or more
 */
public record Costs(int epochs, int shortEpochs, double supernetEpochs, double scoringEpochs) {
  public Costs {
    Bounds.check(epochs >= 2, "number of epochs of a whole training", epochs, "2 or more");
    Bounds.check(
        shortEpochs >= 1 && shortEpochs < epochs,
        "number of epochs of a short training",
        shortEpochs,
        "1 or more, and fewer than those of a whole one");
    Bounds.check(
        supernetEpochs >= 0 && supernetEpochs < Double.POSITIVE_INFINITY,
        "cost of the supernet in epochs",
        supernetEpochs,
        "0 or more");
    Bounds.check(
        scoringEpochs >= 0 && scoringEpochs < Double.POSITIVE_INFINITY,
        "cost of a score in epochs",
        scoringEpochs,
        "0 or more");
  }

  /** How training is counted. */
  public enum Unit {
    /** An epoch costs the same for any network. */
    EPOCHS("epochs"),
    /** An epoch costs as much more as the network has more multiply-adds than the average one. */
    MACS("multiply-adds");

    private final String title;

    Unit(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
