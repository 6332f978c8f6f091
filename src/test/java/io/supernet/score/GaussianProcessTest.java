package io.supernet.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.score.GaussianProcess.Prediction;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

  private static final List<Double> POINTS = IntStream.range(0, 12).mapToObj(i -> i / 2.0).toList();

  private static final double[] SINE = POINTS.stream().mapToDouble(Math::sin).toArray();

  /** With all values in one place the matrix is ones and noise: the mean is sum / (n + noise). */
  @Test
  void shrinksTheMeanOfEqualPointsByTheNoise() {
    GaussianProcess<Double> process =
        GaussianProcess.fit(
            List.of(1.0, 1.0, 1.0), new double[] {2, 4, 6}, List.of(GaussianProcessTest::square));
    double mean = process.at(1.0).mean();
    assertThat(List.of(0.03, 0.1, 0.3, 1.0, 3.0))
        .anySatisfy(noise -> assertThat(mean).isEqualTo(12 / (3 + noise), within(1e-9)));
  }

  @Test
  void followsWhatIsSmoothAndSaysWhereItDoesNotKnow() {
    GaussianProcess<Double> process =
        GaussianProcess.fit(POINTS, SINE, List.of(GaussianProcessTest::square));
    for (double x = 0.25; x < 5.5; x += 0.5) {
      assertThat(process.at(x).mean()).as("at %s", x).isEqualTo(Math.sin(x), within(0.1));
    }
    assertThat(process.at(100.0).mean()).isEqualTo(0, within(1e-9));
    assertThat(process.at(100.0).deviation()).isGreaterThan(3 * process.at(2.5).deviation());
  }

  @Test
  void knowsNoUnit() {
    double[] large = POINTS.stream().mapToDouble(x -> 1000 * Math.sin(x)).toArray();
    Prediction one =
        GaussianProcess.fit(POINTS, SINE, List.of(GaussianProcessTest::square)).at(2.2);
    Prediction other =
        GaussianProcess.fit(POINTS, large, List.of(GaussianProcessTest::square)).at(2.2);
    assertThat(other.mean()).isEqualTo(1000 * one.mean(), within(1e-6));
    assertThat(other.deviation()).isEqualTo(1000 * one.deviation(), within(1e-6));
  }

  /** Of two distances, only the first has to do with the values. */
  @Test
  void findsOutWhichDistanceMatters() {
    ToDoubleBiFunction<Double, Double> noise = (a, b) -> square(7.3 * a % 1, 7.3 * b % 1);
    GaussianProcess<Double> process =
        GaussianProcess.fit(POINTS, SINE, List.of(GaussianProcessTest::square, noise));
    assertThat(process.at(2.75).mean()).isEqualTo(Math.sin(2.75), within(0.25));
  }

  @Test
  void whatIsBelievedIsKnownBetterAndExpectedAsBefore() {
    GaussianProcess<Double> before =
        GaussianProcess.fit(POINTS, SINE, List.of(GaussianProcessTest::square));
    GaussianProcess<Double> after = before.believing(9.0);
    assertThat(after.at(9.0).mean()).isEqualTo(before.at(9.0).mean(), within(1e-9));
    assertThat(after.at(9.0).deviation()).isLessThan(before.at(9.0).deviation());
    assertThat(after.at(2.2).mean()).isEqualTo(before.at(2.2).mean(), within(1e-9));
  }

  @Test
  void oneValueAndEqualValuesAreNoError() {
    assertThat(
            GaussianProcess.fit(
                    List.of(1.0), new double[] {1}, List.of(GaussianProcessTest::square))
                .at(1.0)
                .mean())
        .isBetween(0.2, 1.0);
    Prediction zero =
        GaussianProcess.fit(POINTS, new double[12], List.of(GaussianProcessTest::square)).at(3.0);
    assertThat(zero.mean()).isZero();
    assertThat(zero.deviation()).isEqualTo(0, within(1e-9));
  }

  private static double square(double one, double other) {
    return (one - other) * (one - other);
  }
}
