package io.supernet.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PicksTest {

  private static final double[] TRUTH = {0.90, 0.80, 0.70, 0.95, 0.60};

  /** Predicted best are the first, the second and the third; the fourth is the best. */
  private static final double[] PREDICTED = {5, 4, 3, 2, 1};

  @Test
  void takesWhatIsPredictedBest() {
    assertThat(new TopPicks(1).regret(PREDICTED, TRUTH)).hasValueCloseTo(0.05, within(1e-12));
    assertThat(new TopPicks(3).regret(PREDICTED, TRUTH)).hasValueCloseTo(0.05, within(1e-12));
    assertThat(new TopPicks(4).regret(PREDICTED, TRUTH)).hasValue(0);
    assertThat(new TopPicks(1).bestRank(PREDICTED, TRUTH)).hasValue(2);
    assertThat(new TopPicks(9).bestRank(PREDICTED, TRUTH)).hasValue(1);
    assertThat(new TopPicks(1).precision(PREDICTED, TRUTH)).hasValue(0);
    assertThat(new TopPicks(2).precision(PREDICTED, TRUTH)).hasValue(0.5);
    assertThat(new TopPicks(3).precision(PREDICTED, TRUTH)).hasValueCloseTo(2 / 3.0, within(1e-12));
    assertThat(new TopPicks(9).precision(PREDICTED, TRUTH)).hasValue(1);
  }

  /** Of the last four, which look alike, one is taken beside the first. */
  @Test
  void equalPredictionsAreTakenAtRandom() {
    double[] alike = {2, 1, 1, 1, 1};
    // The best taken is 0.95 in one case of four, else 0.90.
    assertThat(new TopPicks(2).regret(alike, TRUTH)).hasValueCloseTo(0.0375, within(1e-12));
    assertThat(new TopPicks(2).bestRank(alike, TRUTH)).hasValueCloseTo(1.75, within(1e-12));
    assertThat(new TopPicks(2).precision(alike, TRUTH)).hasValueCloseTo(0.625, within(1e-12));
  }

  @Test
  void ofEqualTruthsAllAreAmongTheBest() {
    double[] truth = {1, 1, 1, 0};
    assertThat(new TopPicks(1).precision(new double[] {1, 3, 2, 0}, truth)).hasValue(1);
    assertThat(new TopPicks(1).bestRank(new double[] {0, 0, 0, 1}, truth)).hasValue(4);
  }

  @Test
  void nothingComesOfNothing() {
    assertThat(new TopPicks(2).regret(new double[0], new double[0])).isEmpty();
    assertThatThrownBy(() -> new TopPicks(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TopPicks(1).regret(new double[] {Double.NaN}, new double[1]))
        .hasMessageContaining("not a number");
  }

  /** Of {1, 2, 3, 4} two are 4 at best in three of six cases, 3 in two, 2 in one. */
  @Test
  void expectsTheBestOfRandomOnes() {
    double[] values = {3, 1, 4, 2};
    assertThat(RandomPicks.expectedBest(values, 1)).isCloseTo(2.5, within(1e-12));
    assertThat(RandomPicks.expectedBest(values, 2)).isCloseTo(20 / 6.0, within(1e-12));
    assertThat(RandomPicks.expectedBest(values, 4)).isCloseTo(4, within(1e-12));
    assertThatThrownBy(() -> RandomPicks.expectedBest(values, 5))
        .hasMessageContaining("1 to 4 can be drawn, not 5");
  }

  @Test
  void expectationsAreThoseOfManyDraws() {
    SplittableRandom random = new SplittableRandom(2);
    double[] values = random.doubles(12).toArray();
    double sum = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      int a = random.nextInt(12);
      int b = random.nextInt(11);
      sum += Math.max(values[a], values[b < a ? b : b + 1]);
    }
    assertThat(RandomPicks.expectedBest(values, 2)).isCloseTo(sum / draws, within(3e-3));
  }

  @Test
  void tauInsideTheTrueTop() {
    double[] truth = new double[100];
    double[] predicted = new double[100];
    for (int i = 0; i < 100; i++) {
      truth[i] = i;
      predicted[i] = i < 90 ? i : 190 - i; // Right, but for the best ten: those upside down.
    }
    assertThat(new TopTau(0.1).of(predicted, truth)).hasValue(-1);
    assertThat(new TopTau(1).of(predicted, truth).orElseThrow()).isGreaterThan(0.9);
    truth[89] = 90; // Ties with the last of the top, and counts: 45 pairs down, one tied, nine up.
    assertThat(new TopTau(0.1).of(predicted, truth))
        .hasValueCloseTo((9 - 45) / Math.sqrt(55.0 * 54), within(1e-12));
    assertThat(new TopTau(0.04).of(predicted, truth)).isEmpty();
  }
}
