package io.supernet.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogRankTest {

  @Test
  void isTheSumOfLogarithmsOfRanks() {
    double[] accuracies = {0.7, 0.9, 0.8, 0.1}; // ranks 2, 4, 3, 1
    double[] sizes = {30, 40, 10, 20}; // ranks 3, 4, 1, 2

    assertThat(LogRank.product(List.of(accuracies, sizes)))
        .containsExactly(
            new double[] {
              Math.log(2 / 4.) + Math.log(3 / 4.),
              0,
              Math.log(3 / 4.) + Math.log(1 / 4.),
              Math.log(1 / 4.) + Math.log(2 / 4.)
            },
            offset(1e-12));
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    assertThat(LogRank.product(List.of(new double[] {5, 1, 5, 5, 0})))
        .containsExactly(
            new double[] {
              Math.log(4 / 5.),
              Math.log(2 / 5.),
              Math.log(4 / 5.),
              Math.log(4 / 5.),
              Math.log(1 / 5.)
            },
            offset(1e-12));
  }
}
