package io.supernet.stats;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Arrays;
import org.apiguardian.api.API;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * A line through points above zero that falls nowhere and begins at or above zero, with the least
 * squares.
 *
 * @param base at zero
 * @param slope how much it rises
 */
@API(status = INTERNAL)
public record RisingLine(double base, double slope) {

  /** Through at least one point, with all {@code x} and {@code y} at or above zero. */
  public static RisingLine of(double[] x, double[] y) {
    SimpleRegression free = line(true, x, y);
    double slope = free.getSlope();
    if (!(slope > 0)) {
      // Falling, or all of them above one x.
      return new RisingLine(Arrays.stream(y).average().orElseThrow(), 0);
    }
    return free.getIntercept() >= 0
        ? new RisingLine(free.getIntercept(), slope)
        : new RisingLine(0, line(false, x, y).getSlope());
  }

  private static SimpleRegression line(boolean intercept, double[] x, double[] y) {
    SimpleRegression line = new SimpleRegression(intercept);
    for (int i = 0; i < x.length; i++) {
      line.addData(x[i], y[i]);
    }
    return line;
  }

  /** Its value there. */
  public double at(double x) {
    return base + slope * x;
  }
}
