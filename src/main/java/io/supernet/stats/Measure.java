package io.supernet.stats;

import java.util.OptionalDouble;

/** Says how well predictions agree with the truth. */
@FunctionalInterface
public interface Measure {

  /**
   * The figure for some pairs, in any order.
   *
   * @param predicted the higher, the better the architecture is expected to be
   * @param truth of the same architectures, in the same order, the higher the better
   * @return none where the measure is not defined, such as a correlation with a constant
   * @throws IllegalArgumentException if the lengths differ or a value is not a number
   */
  OptionalDouble of(double[] predicted, double[] truth);
}
