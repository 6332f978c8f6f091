package io.supernet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.supernet.Optimization;
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
  void endsWithATwentiethOfThePeak() {
    LearningRate floor = new LearningRate(Schedule.COSINE_FLOOR, 0.8, 0, 100);
    LearningRate cosine = new LearningRate(Schedule.COSINE, 0.8, 0, 100);
    // Half a cosine is below a twentieth from 85.64 % of the way on.
    LongStream.range(0, 86)
        .forEach(step -> assertThat(floor.rate(step)).isEqualTo(cosine.rate(step)));
    LongStream.range(86, 100)
        .forEach(step -> assertThat(floor.rate(step)).isCloseTo(0.04, within(1e-12)));
  }

  @Test
  void beginsAtThePeakWithoutWarmup() {
    LearningRate schedule = new LearningRate(Schedule.COSINE, 0.5, 0, 2);
    assertThat(schedule.rate(0)).isEqualTo(0.5);
    assertThat(schedule.rate(1)).isCloseTo(0.25, within(1e-12));
  }

  /** One epoch of one is no training at the highest rate. */
  @Test
  void theRiseTakesATenthAtTheMost() {
    TrainingOptions ten = new TrainingOptions(10, 64, 0.1, 1, Optimization.DEFAULT, false);
    assertThat(ten.warmup()).isEqualTo(1);
    assertThat(ten.shortened()).isEmpty();
    TrainingOptions three = ten.with().epochs(3).build();
    assertThat(three.warmup()).isEqualTo(0.3);
    assertThat(three.warmupEpochs()).isEqualTo(1);
    assertThat(three.shortened())
        .contains("the learning rate rises in 0.3 epochs, a tenth of the training, instead of 1");
    assertThat(three.with().warmupEpochs(0).build().shortened()).isEmpty();
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
