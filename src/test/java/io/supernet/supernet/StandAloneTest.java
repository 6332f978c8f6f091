package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.data.DataSet;
import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Running statistics of one architecture alone, on a network that is a batch normalization. */
class StandAloneTest {

  private static final int FEATURES = 6;
  private static final Definition NORM =
      TestNetworks.table(
          "norm", (b, x) -> b.dense("head", b.batchNorm("bn", x), RandomData.CLASSES));
  private static final Architecture ONLY = Architecture.of();

  @Test
  void runningStatisticsMoveATenthTowardsTheBatch() {
    Split split = RandomData.of(NORM.task());
    try (StandAlone alone = StandAlone.build(NORM, ONLY, split, ModelOptions.seeded(1))) {
      assertThat(alone.values().get("bn/running_mean")).containsOnly(0f);
      assertThat(alone.values().get("bn/running_variance")).containsOnly(1f);
      for (int step = 0; step < 3; step++) {
        int[] batch = RandomData.batch(8, step);
        Map<String, float[]> before = alone.values();
        alone.step(ONLY, batch, 0.1, 0);
        Map<String, float[]> after = alone.values();
        for (int f = 0; f < FEATURES; f++) {
          double mean = 0;
          double squares = 0;
          for (int row : batch) {
            double x = normalized(split.train(), split.train(), row, f);
            mean += x / batch.length;
            squares += x * x / batch.length;
          }
          // The estimate of the variance for the population, as TensorFlow gives it.
          double variance = (squares - mean * mean) * batch.length / (batch.length - 1);
          assertThat((double) after.get("bn/running_mean")[f])
              .isCloseTo(0.9 * before.get("bn/running_mean")[f] + 0.1 * mean, offset(1e-6));
          assertThat((double) after.get("bn/running_variance")[f])
              .isCloseTo(0.9 * before.get("bn/running_variance")[f] + 0.1 * variance, offset(1e-6));
        }
      }
    }
  }

  @Test
  void evaluationNormalizesWithThem() {
    Split split = RandomData.of(NORM.task());
    try (StandAlone alone = StandAlone.build(NORM, ONLY, split, ModelOptions.seeded(1))) {
      for (int step = 0; step < 5; step++) {
        alone.step(ONLY, RandomData.batch(8, step), 0.1, 0);
      }
      Map<String, float[]> values = alone.values();
      DataSet test = split.test();
      double loss = 0;
      for (int row = 0; row < test.size(); row++) {
        double[] logits = new double[RandomData.CLASSES];
        for (int c = 0; c < logits.length; c++) {
          logits[c] = values.get("head/bias")[c];
          for (int f = 0; f < FEATURES; f++) {
            double x =
                (normalized(test, split.train(), row, f) - values.get("bn/running_mean")[f])
                    / Math.sqrt(values.get("bn/running_variance")[f] + 1e-5);
            logits[c] +=
                (values.get("bn/scale")[f] * x + values.get("bn/offset")[f])
                    * values.get("head/kernel")[f * logits.length + c];
          }
        }
        double sum = 0;
        for (double logit : logits) {
          sum += Math.exp(logit);
        }
        loss += (Math.log(sum) - logits[test.label(row)]) / test.size();
      }
      assertThat(alone.evaluate(Part.TEST).loss()).isCloseTo(loss, offset(1e-5));
      assertThat(alone.evaluate(Part.TEST)).isEqualTo(alone.evaluate(Part.TEST));
    }
  }

  private static double normalized(DataSet data, DataSet train, int row, int feature) {
    Normalization normalization = Normalization.of(train);
    double raw = data.examples().asFloatBuffer().get(row * FEATURES + feature);
    return (raw - normalization.mean().get(feature)) / normalization.std().get(feature);
  }
}
