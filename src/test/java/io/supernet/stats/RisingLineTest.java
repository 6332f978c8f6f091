package io.supernet.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RisingLineTest {

  private static void assertLine(double base, double slope, double[] x, double[] y) {
    RisingLine line = RisingLine.of(x, y);
    assertThat(line.base()).isCloseTo(base, within(1e-12));
    assertThat(line.slope()).isCloseTo(slope, within(1e-12));
    assertThat(line.at(10)).isCloseTo(base + 10 * slope, within(1e-12));
  }

  @Test
  void isTheOneOfLeastSquares() {
    assertLine(1, 2, new double[] {0, 1, 3}, new double[] {1, 3, 7});
    // By hand: means 2 and 4, slope (1·1 + 1·2) / 2, base 4 - 3.
    assertLine(1, 1.5, new double[] {1, 2, 3}, new double[] {3, 3, 6});
  }

  @Test
  void doesNotFall() {
    assertLine(2, 0, new double[] {0, 1, 2}, new double[] {3, 2, 1});
  }

  @Test
  void doesNotBeginBelowZero() {
    // Free: slope 2, base -1. Through the origin: (1·1 + 2·3) / (1 + 4).
    assertLine(0, 1.4, new double[] {1, 2}, new double[] {1, 3});
  }

  @Test
  void ofOneSizeAloneIsLevel() {
    assertLine(3, 0, new double[] {5, 5}, new double[] {2, 4});
    assertLine(2, 0, new double[] {5}, new double[] {2});
  }
}
