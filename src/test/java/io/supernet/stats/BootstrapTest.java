package io.supernet.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  /** The mean of n values of variance 1/12 has a normal interval of 1.96 deviations. */
  @Test
  void isTheIntervalOfAMean() {
    double[] values = new SplittableRandom(5).doubles(400).toArray();
    Bootstrap bootstrap = Bootstrap.of(new SplittableRandom(6));
    double[] means =
        bootstrap.values(
            values.length, rows -> Arrays.stream(Bootstrap.pick(values, rows)).average());
    Interval interval = bootstrap.interval(means).orElseThrow();
    double mean = Arrays.stream(values).average().orElseThrow();
    double reach = 1.96 * Math.sqrt(1 / 12.0 / 400);
    assertThat(interval.low()).isCloseTo(mean - reach, within(0.2 * reach));
    assertThat(interval.high()).isCloseTo(mean + reach, within(0.2 * reach));
  }

  @Test
  void holdsTheTauOfThePopulation() {
    double[] flops = NasBench201Rows.column("flops_m");
    double[] truth = NasBench201Rows.column("cifar10_test");
    int[] some = new SplittableRandom(1).ints(60, 0, truth.length).toArray();
    Interval interval =
        Bootstrap.of(new SplittableRandom(2))
            .interval(KendallTau::of, Bootstrap.pick(flops, some), Bootstrap.pick(truth, some))
            .orElseThrow();
    assertThat(interval.low()).isBetween(0.3, 0.58171);
    assertThat(interval.high()).isBetween(0.58171, 0.8);
    assertThat(interval.excludesZero()).isTrue();
  }

  @Test
  void theSameSeedGivesTheSame() {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] y = {1, 3, 2, 5, 4, 6, 8, 7};
    assertThat(Bootstrap.of(new SplittableRandom(3)).interval(Pearson::of, x, y))
        .isEqualTo(Bootstrap.of(new SplittableRandom(3)).interval(Pearson::of, x, y))
        .isNotEqualTo(Bootstrap.of(new SplittableRandom(4)).interval(Pearson::of, x, y));
  }

  @Test
  void saysNothingOfWhatIsSeldomDefined() {
    Bootstrap bootstrap = new Bootstrap(10, 0.9, new SplittableRandom(1));
    int[] asked = {0};
    double[] values =
        bootstrap.values(8, rows -> asked[0]++ < 5 ? OptionalDouble.of(1) : OptionalDouble.empty());
    assertThat(values).hasSize(5);
    assertThat(bootstrap.interval(values)).isEmpty();
    assertThat(bootstrap.interval(new double[] {1, 1, 1, 2, 2, 2}).orElseThrow().excludesZero())
        .isTrue();
    double[] seven = {1, 2, 3, 4, 5, 6, 7};
    assertThat(bootstrap.interval(KendallTau::of, seven, seven)).isEmpty();
  }

  @Test
  void refusesWhatIsNoBootstrap() {
    assertThatThrownBy(() -> new Bootstrap(0, 0.9, new SplittableRandom(1)))
        .hasMessageContaining("0 and 0.9");
    assertThatThrownBy(() -> new Bootstrap(5, 1, new SplittableRandom(1)))
        .hasMessageContaining("5 and 1.0");
    assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("2.0 to 1.0");
  }
}
