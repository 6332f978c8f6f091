package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.evaluate.Metric;
import io.supernet.network.Definition;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.spaces.DenseBlocks;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A few values that are far off move squared errors, and Huber's loss less. */
class HuberTrainingTest {

  /** Of the training values. */
  private static final double WRONG = 0.08;

  @Test
  void isNearerToTheTruthWhereSomeValuesAreFarOff() {
    for (int seed = 1; seed <= 2; seed++) {
      double squared = error(Prediction.regression(), seed);
      double huber = error(Prediction.regression(Metric.R2, 0.2), seed);
      assertThat(huber).isLessThan(0.6 * squared);
    }
  }

  /** Root of the mean squared error on rows without mistakes. */
  private static double error(Prediction prediction, int seed) {
    Definition definition =
        Definition.of(
            "blocks", new DenseBlocks(8, 1, List.of(4)), new Task(List.of(3L), prediction));
    Architecture path = definition.largest();
    Split data = new Split(part(200, seed, WRONG), part(100, 10, 0), part(100, 20, 0));
    try (StandAlone alone =
        StandAlone.build(definition, path, data, ModelOptions.seeded(seed).withThreads(1))) {
      int[] all = IntStream.range(0, 200).toArray();
      for (int i = 0; i < 150; i++) {
        alone.step(path, all, 0.1, i);
      }
      return alone.evaluate(Part.VALIDATION).metric("rmse");
    }
  }

  private static DataSet part(int size, long seed, double wrong) {
    Random random = new Random(seed);
    float[][] rows = new float[size][3];
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < 3; f++) {
        rows[i][f] = (float) random.nextGaussian();
      }
      values[i] = rows[i][0] - 0.5f * rows[i][1];
      if (random.nextDouble() < wrong) {
        values[i] += 30;
      }
    }
    return DataSet.ofValues("prices", rows, values);
  }
}
