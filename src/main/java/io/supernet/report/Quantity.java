package io.supernet.report;

import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.report.Chart.Axis;
import io.supernet.run.Figures;

/**
 * How a figure of a run is shown.
 *
 * @param axis its name and unit
 * @param factor from the figure to that unit
 */
record Quantity(Axis axis, double factor) {

  static final Quantity MACS = of("macs");

  /** A metric of an evaluation in the search. */
  static Quantity of(Metric metric) {
    return of(metric, "supernet " + metric.name());
  }

  /** A metric, under a name that says where it was measured. */
  static Quantity of(Metric metric, String label) {
    return metric.shown() == Shown.PERCENT
        ? new Quantity(new Axis(label, "%", 2), 100)
        : new Quantity(new Axis(label, "", 3), 1);
  }

  /** The figure of this name, as {@link Figures} has it. */
  static Quantity of(String name) {
    return switch (name) {
      case "accuracy" -> new Quantity(new Axis("supernet accuracy", "%", 2), 100);
      case "loss" -> new Quantity(new Axis("supernet loss", "nats", 3), 1);
      case "macs" -> new Quantity(new Axis("multiply-adds", "M", 3), 1e-6);
      case "parameters" -> new Quantity(new Axis("parameters", "M", 3), 1e-6);
      case "size" -> new Quantity(new Axis("size", "KB", 0), 1e-3);
      case Figures.LATENCY -> new Quantity(new Axis("latency", "ms", 3), 1);
      default -> new Quantity(new Axis(name, "", 3), 1);
    };
  }

  double shown(double value) {
    return factor * value;
  }

  /** With its unit. */
  String text(double value) {
    String number = Numbers.fixed(shown(value), axis.decimals());
    return axis.unit().isEmpty() ? number : number + " " + axis.unit();
  }
}
