package io.supernet.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.stats.LogRank;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  /** All ranks of 1,000 candidates, of which each 1000th / n is trained. */
  private static double[] spread(int trained) {
    double[] all = IntStream.range(0, trained).mapToDouble(i -> i).toArray();
    return LogRank.product(List.of(all));
  }

  private static double[] backward(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  @Test
  void withoutATrainingAllWeighTheSame() {
    assertThat(Evidence.weights(List.of(new double[0], new double[0]), new double[0]))
        .containsExactly(1, 1);
  }

  /** Small networks win: live cost is right about the order, upside down. */
  @Test
  void aScorerThatTrainingsContradictCountsNothing() {
    double[] truth = spread(20);
    double[] cost = LogRank.product(List.of(backward(truth)));
    double[] weights = Evidence.weights(List.of(truth, cost), truth);
    assertThat(weights[0]).isGreaterThan(1);
    assertThat(weights[1]).isZero();
  }

  /** Size says nothing: its ranks are chance. */
  @Test
  void aScorerThatSaysNothingLosesItsWeightAsTrainingsArrive() {
    double[] means = new double[3];
    int[] trained = {4, 16, 64};
    for (int seed = 0; seed < 50; seed++) {
      for (int i = 0; i < trained.length; i++) {
        double[] truth = spread(trained[i]);
        double[] chance = LogRank.product(List.of(new Random(seed).doubles(trained[i]).toArray()));
        means[i] += Evidence.weights(List.of(truth, chance), truth)[1] / 50;
      }
    }
    assertThat(means[0]).isBetween(0.6, 1.1);
    assertThat(means[1]).isBetween(0.3, 0.7).isLessThan(means[0]);
    assertThat(means[2]).isBetween(0.0, 0.3).isLessThan(means[1]);
  }

  /** All trained ones are of nearly one rank: nothing was learned about that scorer. */
  @Test
  void whoWasNotPutToTheTestIsNotCondemned() {
    double[] truth = spread(16);
    double[] narrow = IntStream.range(0, 16).mapToDouble(i -> -0.01 * (i % 2)).toArray();
    assertThat(Evidence.weights(List.of(truth, narrow), truth)[1]).isEqualTo(1, within(0.01));
    assertThat(Evidence.weights(List.of(new double[16]), truth)).containsExactly(1);
  }

  /** Who enters by the sum of two is good by one where it is bad by the other. */
  @Test
  void theTopOfASumDoesNotCondemnItsParts() {
    double[] one = IntStream.range(0, 16).mapToDouble(i -> -0.1 * i).toArray();
    double[] other = IntStream.range(0, 16).mapToDouble(i -> -0.1 * (15 - i)).toArray();
    double[] chance = new Random(1).doubles(16).toArray();
    double[] weights = Evidence.weights(List.of(one, other), chance);
    assertThat(weights[0]).isBetween(0.5, 1.5);
    assertThat(weights[1]).isBetween(0.5, 1.5);
  }

  @Test
  void aFailedTrainingIsTheLast() {
    double[] truth = spread(12);
    double[] failed = truth.clone();
    failed[0] = Double.NEGATIVE_INFINITY;
    assertThat(Evidence.weights(List.of(truth), failed))
        .containsExactly(Evidence.weights(List.of(truth), truth));
  }
}
