package io.supernet.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CorrelationTest {

  private static final List<Measure> ALL = List.of(KendallTau::of, Spearman::of, Pearson::of);

  @Test
  void tauOfTiesByHand() {
    double[] x = {1, 2, 2, 3, 4};
    double[] y = {1, 3, 2, 4, 4};
    // x has one tie, y one: 8 pairs without a tie, all in order, of sqrt(9 * 9).
    assertThat(KendallTau.of(x, y)).hasValueCloseTo(8.0 / 9, within(1e-12));
    double[] other = {1, 4, 2, 3, 3};
    // (2,4) against (3,3) and (4,3) goes the other way: 6 less 2 of 9.
    assertThat(KendallTau.of(x, other)).hasValueCloseTo(4.0 / 9, within(1e-12));
  }

  @Test
  void tauIsThatOfAllPairsCompared() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 300; trial++) {
      int size = random.nextInt(2, 60);
      int levels = random.nextInt(1, 40);
      double[] x = random.doubles(size).map(v -> Math.floor(v * levels)).toArray();
      double[] y = random.doubles(size).map(v -> -Math.floor(v * levels) / 3).toArray();
      OptionalDouble slow = bruteForce(x, y);
      assertThat(KendallTau.of(x, y).isPresent()).isEqualTo(slow.isPresent());
      slow.ifPresent(tau -> assertThat(KendallTau.of(x, y)).hasValueCloseTo(tau, within(1e-12)));
    }
  }

  @Test
  void tauOfMultiplyAddsInNasBench201() {
    assertThat(KendallTau.of(NasBench201Rows.column("flops_m"), accuracy()))
        .hasValueCloseTo(0.58171, within(5e-6));
  }

  /** Ranks 1, 2.5, 2.5, 4 against 1, 2, 4, 3: covariance 3 of sqrt(4.5 * 5). */
  @Test
  void spearmanIsOfMiddleRanks() {
    assertThat(Spearman.of(new double[] {3, 5, 5, 9}, new double[] {0, 10, 40, 11}))
        .hasValueCloseTo(3 / Math.sqrt(4.5 * 5), within(1e-12));
  }

  @Test
  void pearsonByHand() {
    assertThat(Pearson.of(new double[] {1, 2, 3}, new double[] {1, 3, 2}))
        .hasValueCloseTo(0.5, within(1e-12));
    assertThat(Pearson.of(new double[] {1, 2, 3}, new double[] {9, 7, 5}))
        .hasValueCloseTo(-1.0, within(1e-12));
    assertThat(Pearson.of(new double[] {1, 2}, new double[] {1, Double.POSITIVE_INFINITY}))
        .isEmpty();
  }

  @Test
  void isNotDefinedForConstants() {
    // 0.1 three times has a mean that is not quite 0.1.
    double[] constant = {0.1, 0.1, 0.1};
    double[] rising = {1, 2, 3};
    for (Measure measure : ALL) {
      assertThat(measure.of(constant, rising)).isEmpty();
      assertThat(measure.of(rising, constant)).isEmpty();
      assertThat(measure.of(new double[0], new double[0])).isEmpty();
      assertThat(measure.of(new double[] {1}, new double[] {2})).isEmpty();
      assertThat(measure.of(new double[] {0.0, -0.0}, new double[] {1, 2})).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNotANumber() {
    double[] wrong = {1, Double.NaN, 3};
    for (Measure measure : ALL) {
      assertThatThrownBy(() -> measure.of(new double[] {1, 2, 3}, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Value number 2 is not a number");
      assertThatThrownBy(() -> measure.of(new double[2], new double[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 and 3 values");
    }
  }

  private static double[] accuracy() {
    return NasBench201Rows.column("cifar10_test");
  }

  private static OptionalDouble bruteForce(double[] x, double[] y) {
    long difference = 0;
    long untiedX = 0;
    long untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int inX = Double.compare(x[i], x[j]);
        int inY = Double.compare(y[i] + 0.0, y[j] + 0.0);
        difference += (long) Integer.signum(inX) * Integer.signum(inY);
        untiedX += inX == 0 ? 0 : 1;
        untiedY += inY == 0 ? 0 : 1;
      }
    }
    return untiedX * untiedY == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(difference / Math.sqrt((double) untiedX * untiedY));
  }
}
