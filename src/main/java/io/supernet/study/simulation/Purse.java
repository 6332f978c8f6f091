package io.supernet.study.simulation;

/** What is left of a budget, in epochs of the average network. */
final class Purse {

  private static final double ROUNDING = 1e-9;

  private final Costs.Unit unit;
  private final double averageMacs;
  private double left;

  Purse(double epochs, Costs.Unit unit, double averageMacs) {
    this.left = epochs;
    this.unit = unit;
    this.averageMacs = averageMacs;
  }

  /** What so many epochs of a network cost. */
  double price(Known network, double epochs) {
    return unit == Costs.Unit.EPOCHS ? epochs : epochs * network.macs() / averageMacs;
  }

  /** Pays, if there is as much and {@code reserve} besides. */
  boolean pays(double price, double reserve) {
    if (!affords(price + reserve)) {
      return false;
    }
    left -= price;
    return true;
  }

  /** Whether there is as much. */
  boolean affords(double price) {
    return price <= left + ROUNDING;
  }

  double left() {
    return left;
  }
}
