package io.supernet.study.compare;

/**
 * One run of a comparison.
 *
 * @param strategy as {@link Strategy}, or {@link #RANDOM}
 * @param seed of the run
 */
record Trial(String strategy, long seed) {

  /** Random architectures trained alone, without a supernet. */
  static final String RANDOM = "random";

  boolean isRandom() {
    return strategy.equals(RANDOM);
  }

  /** The name of its folder. */
  String name() {
    return strategy + "-" + seed;
  }
}
