package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void risesInAStraightLineThenFallsAlongHalfACosine() {
    LearningRate schedule = new LearningRate(Schedule.COSINE, 0.8, 4, 10);
    // Rise: 1/4, 2/4, 3/4, 4/4 of the peak. Fall: cosine at 0, 1/6, … 5/6 of half a turn.
    double root = Math.sqrt(3) / 2;
    double[] expected = {
      0.2, 0.4, 0.6, 0.8, 0.8, 0.4 * (1 + root), 0.4 * 1.5, 0.4, 0.4 * 0.5, 0.4 * (1 - root)
    };
    assertThat(LongStream.range(0, 10).mapToDouble(schedule::rate).toArray())
        .containsExactly(expected, within(1e-12));
  }

  @Test
  void beginsAtThePeakWithoutWarmup() {
    LearningRate schedule = new LearningRate(Schedule.COSINE, 0.5, 0, 2);
    assertThat(schedule.rate(0)).isEqualTo(0.5);
    assertThat(schedule.rate(1)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void staysFiniteWhereWarmupIsAll() {
    LearningRate schedule = new LearningRate(Schedule.COSINE, 0.5, 2, 2);
    assertThat(schedule.rate(0)).isEqualTo(0.25);
    assertThat(schedule.rate(1)).isEqualTo(0.5);
  }

  @Test
  void staysAtThePeakWhereItIsConstant() {
    LearningRate rate = new LearningRate(Schedule.CONSTANT, 0.8, 4, 7);
    assertThat(LongStream.range(0, 7).mapToDouble(rate::rate).toArray())
        .containsExactly(new double[] {0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8}, within(1e-12));
  }
}
