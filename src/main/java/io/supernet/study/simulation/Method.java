package io.supernet.study.simulation;

/** A way of spending a budget of trainings. */
enum Method {
  RANDOM("random search", Order.RANDOM, false),
  EVOLUTION("regularized evolution", Order.EVOLVED, false),
  HALVING("successive halving", Order.RANDOM, true),
  LARGEST("largest first → halving", Order.MACS, true),
  SUPERNET("supernet, its best trained", Order.SCORE, false),
  SUPERNET_HALVING("supernet → halving", Order.SCORE, true),
  PRIOR("supernet × live cost, the best trained", Order.PRIOR, false),
  PRIOR_HALVING("supernet × live cost → halving", Order.PRIOR, true),
  SURROGATE("supernet × live cost, surrogate → halving", Order.SURROGATE, true);

  /** What is looked at first. */
  enum Order {
    RANDOM,
    EVOLVED,
    MACS,
    SCORE,
    PRIOR,
    /** By the prior at first, then by what short trainings say of the others. */
    SURROGATE
  }

  private final String title;
  private final Order order;
  private final boolean halves;

  Method(String title, Order order, boolean halves) {
    this.title = title;
    this.order = order;
    this.halves = halves;
  }

  String title() {
    return title;
  }

  Order order() {
    return order;
  }

  /** Whether short trainings come first. */
  boolean halves() {
    return halves;
  }

  /** Whether it needs the scores of a supernet. */
  boolean scored() {
    return order == Order.SCORE || order == Order.PRIOR || order == Order.SURROGATE;
  }
}
