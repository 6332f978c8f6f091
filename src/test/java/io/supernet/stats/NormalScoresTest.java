package io.supernet.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NormalScoresTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-6);

  /** Quantiles of a table of the normal distribution: 1/6, 1/2 and 5/6. */
  @Test
  void areQuantilesOfRanks() {
    assertThat(NormalScores.of(new double[] {7, Double.NEGATIVE_INFINITY, 1e9}))
        .containsExactly(new double[] {0, -0.967422, 0.967422}, CLOSE);
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    assertThat(NormalScores.of(new double[] {5, 5, 5})).containsExactly(new double[3], CLOSE);
    assertThat(NormalScores.of(new double[0])).isEmpty();
  }
}
