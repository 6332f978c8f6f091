package io.supernet.search;

import io.supernet.space.Architecture;
import java.util.function.ToDoubleFunction;

/**
 * A limit on what an architecture may cost, known without judging it.
 *
 * @param name of the cost, such as {@code macs}
 * @param most the highest value that is allowed, in the unit of the cost
 * @param cost of an architecture, above 0
 * @since 0.1
 */
public record Constraint(String name, double most, ToDoubleFunction<Architecture> cost) {

  /** Whether the architecture is within the limit. */
  public boolean holds(Architecture architecture) {
    return cost.applyAsDouble(architecture) <= most;
  }

  /** By what share of the limit the architecture exceeds it; 0 within it. */
  double excess(Architecture architecture) {
    return Math.max(0, (cost.applyAsDouble(architecture) - most) / Math.max(most, 1e-9));
  }
}
