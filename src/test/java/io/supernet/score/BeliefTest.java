package io.supernet.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BeliefTest {

  private static final double[] SIZE = new Random(1).doubles(100, 10, 100).toArray();

  private static Belief of(double[] judged, double[] size) {
    return Belief.inSize(judged, size, new Random(2));
  }

  /** Size, and as much of chance again. */
  private static double[] noisy(double sign) {
    Random random = new Random(3);
    return Arrays.stream(SIZE).map(s -> sign * s + 45 * random.nextGaussian()).toArray();
  }

  @Test
  void sizeCountsWhereTheSupernetPrefersLargeNetworks() {
    Belief belief = of(noisy(1), SIZE);
    assertThat(belief.counts()).isTrue();
    assertThat(belief.reason())
        .startsWith("the supernet prefers large networks (tau")
        .contains("[");
  }

  @Test
  void sizeDoesNotCountWhereSmallNetworksLookBetterOrNeither() {
    assertThat(of(noisy(-1), SIZE).counts()).isFalse();
    assertThat(of(noisy(0), SIZE).counts()).isFalse();
    assertThat(of(noisy(0), SIZE).reason()).contains("does not clearly prefer");
  }

  /** Within 5 percent, even where the largest look best. */
  @Test
  void sizeDoesNotCountWhereAllAreOfOneSize() {
    double[] near = Arrays.stream(SIZE).map(s -> 1000 + s / 2).toArray();
    assertThat(of(noisy(1), near)).isEqualTo(new Belief(false, "all are of nearly one size"));
    assertThat(of(new double[0], new double[0]).counts()).isFalse();
  }

  @Test
  void whatCouldNotBeJudgedDoesNotCount() {
    double[] judged = noisy(1);
    Arrays.fill(judged, 0, 40, Double.NEGATIVE_INFINITY);
    assertThat(of(judged, SIZE).counts()).isTrue();
    Arrays.fill(judged, Double.NEGATIVE_INFINITY);
    assertThat(of(judged, SIZE).counts()).isFalse();
  }
}
