package io.supernet.study.coupling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.stats.Estimate;
import io.supernet.stats.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Spreads, trends and the rows of the heat map, by hand. */
class FiguresTest {

  @Test
  void spread() {
    Spread spread = Spread.of(1, 2, 3, 6);
    assertThat(spread.mean()).isEqualTo(3);
    // (4 + 1 + 0 + 9) / 3
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(14 / 3.0), within(1e-12));
    assertThat(spread.standardError()).isCloseTo(Math.sqrt(14 / 12.0), within(1e-12));
    assertThat(Spread.of()).isEqualTo(new Spread(null, null, null, List.of()));
    assertThat(Spread.of(5)).isEqualTo(new Spread(5.0, null, null, List.of(5.0)));
    assertThat(Spread.of(5, Double.POSITIVE_INFINITY).mean()).isNull();
  }

  @Test
  void trendLeavesGapsOut() {
    double none = Double.NaN;
    double[][] rising = {
      {1, 2, none},
      {1, 2, 3},
      {none, 2, 3},
      {1, none, 3},
      {1, 2, 3},
      {1, 2, 3},
      {1, 2, 3},
      {1, 2, 3}
    };
    Estimate trend = Trend.of(rising, new SplittableRandom(1));
    assertThat(trend.value()).isCloseTo(1, within(1e-12));
    assertThat(trend.isAbove()).isTrue();
    assertThat(Trend.of(Arrays.copyOf(rising, 7), new SplittableRandom(1)))
        .isEqualTo(new Estimate(1.0, null, null));
    double[][] flat = {
      {1, 2, 3}, {3, 2, 1}, {1, 1, 1}, {2, 2, 2}, {1, 3, 2}, {2, 1, 3}, {3, 1, 1}, {1, 3, 3}
    };
    Estimate level = Trend.of(flat, new SplittableRandom(1));
    assertThat(level.low()).isNegative();
    assertThat(level.high()).isPositive();
    double[][] nothing = {{none}, {none}};
    assertThat(Trend.of(nothing, new SplittableRandom(1)))
        .isEqualTo(new Estimate(null, null, null));
  }

  @Test
  void rowsOfTheHeatMap() {
    int[] counts = HeatMap.histogram(List.of(-1.0, -0.95, -0.05, 0.0, 0.05, 0.95, 1.0));
    assertThat(counts).hasSize(HeatMap.BINS).startsWith(2, 0).endsWith(0, 2);
    assertThat(counts[9]).isEqualTo(1);
    assertThat(counts[10]).isEqualTo(2);
  }
}
