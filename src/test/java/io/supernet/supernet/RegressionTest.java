package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import io.supernet.SupernetException;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import io.supernet.spaces.DenseBlocks;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A number as the label: figures are worked out by hand from what the network says. */
class RegressionTest {

  private static final Definition DEFINITION =
      Definition.of("blocks", new DenseBlocks(8, 2, List.of(4)), Task.regression(3));
  private static final Split DATA = data(100, 5000);
  private static final Architecture PATH = DEFINITION.largest();
  private static final String BIAS = "head/bias";

  /** What only figures in the unit of the values can tell: they lie around 5,000. */
  private static Split data(double deviation, double mean) {
    return new Split(
        part(60, 1, deviation, mean), part(40, 2, deviation, mean), part(40, 3, deviation, mean));
  }

  private static DataSet part(int size, long seed, double deviation, double mean) {
    Random random = new Random(seed);
    float[][] rows = new float[size][3];
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < 3; f++) {
        rows[i][f] = (float) random.nextGaussian();
      }
      values[i] = (float) (mean + deviation * (rows[i][0] - 0.5 * Math.abs(rows[i][1])));
    }
    return DataSet.ofValues("slopes", rows, values);
  }

  @Test
  void figuresAreThoseOfTheTextbook() {
    try (Supernet supernet = Supernet.build(DEFINITION, DATA, ModelOptions.seeded(1))) {
      Evaluation before = supernet.evaluate(PATH, Part.VALIDATION);
      train(supernet);
      Evaluation after = supernet.evaluate(PATH, Part.VALIDATION);
      assertThat(after.metrics().keySet()).containsExactly("r2", "rmse", "loss");
      assertThat(after.metric("r2")).isGreaterThan(before.metric("r2")).isGreaterThan(0.5);
      for (Part part : List.of(Part.TRAIN, Part.VALIDATION)) {
        Evaluation judged = supernet.evaluate(PATH, part);
        double[] said = said(supernet.logits(PATH, part, supernet.size(part)));
        float[] truth = (part == Part.TRAIN ? DATA.train() : DATA.validation()).values();
        double error = error(said, truth);
        double mean = mean(truth);
        double spread =
            IntStream.range(0, truth.length).mapToDouble(i -> truth[i] - mean).map(d -> d * d).sum()
                / truth.length;
        assertThat(judged.metric("rmse")).isCloseTo(Math.sqrt(error), withPercentage(0.001));
        assertThat(judged.metric("r2")).isCloseTo(1 - error / spread, offset(1e-5));
        assertThat(judged.loss()).isCloseTo(error / variance(), withPercentage(0.001));
      }
    }
  }

  @Test
  void theLossOfAStepIsTheMeanSquaredErrorInUnitsOfTheVariance() {
    try (StandAlone alone = StandAlone.build(DEFINITION, PATH, DATA, ModelOptions.seeded(1))) {
      int all = DATA.train().size();
      int[] batch = IntStream.range(0, all).toArray();
      // The gradient is that of the loss: along it, the loss changes as it says.
      Map<String, float[]> gradients = alone.gradients(PATH, batch);
      float[] bias = alone.values().get(BIAS);
      float loss = alone.step(PATH, batch, 0, 0);
      double h = 0.01;
      double slope = gradients.get(BIAS)[0];
      alone.assign(Map.of(BIAS, new float[] {(float) (bias[0] + h)}));
      double higher = alone.step(PATH, batch, 0, 0);
      alone.assign(Map.of(BIAS, new float[] {(float) (bias[0] - h)}));
      double lower = alone.step(PATH, batch, 0, 0);
      assertThat((higher - lower) / (2 * h)).isCloseTo(slope, offset(1e-3));
      // The error of an output moved by h on all examples.
      assertThat((higher + lower) / 2 - loss).isCloseTo(h * h, offset(2e-6));
    }
  }

  @Test
  void theSupernetGoesAsTheArchitectureAlone() {
    ModelOptions options = ModelOptions.seeded(1).withThreads(1);
    try (Supernet supernet = Supernet.build(DEFINITION, DATA, options);
        StandAlone alone = StandAlone.build(DEFINITION, PATH, DATA, options)) {
      alone.inherit(supernet.values());
      for (int i = 0; i < 5; i++) {
        int[] batch = RandomData.batch(16, i);
        assertThat(supernet.step(PATH, batch, 0.05, i))
            .isCloseTo(alone.step(PATH, batch, 0.05, i), offset(1e-6f));
      }
    }
  }

  /** The second path learns what the first says: with one path twice, its own output. */
  @Test
  void aPathTeachesItsValues() {
    ModelOptions options = ModelOptions.seeded(1).withAccumulates(true);
    try (Supernet supernet = Supernet.build(DEFINITION, DATA, options)) {
      int[] batch = RandomData.batch(16, 1);
      float own = supernet.step(List.of(PATH), Together.MEAN, batch, 0, 0);
      float taught = supernet.step(List.of(PATH, PATH), Together.DISTILLED, batch, 0, 0);
      assertThat(taught).isCloseTo(own / 2, offset(1e-6f));
    }
  }

  @Test
  void refusesWhatARegressionCannotDo() {
    assertThatThrownBy(
            () ->
                Supernet.build(DEFINITION, RandomData.of(Task.table(3, 2)), ModelOptions.seeded(1)))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "Network 'blocks' was defined for a regression of examples of shape [3]; data 'noise' is for a classification into 2 classes of examples of shape [3].");
    ModelOptions smoothed =
        ModelOptions.seeded(1).withOptimization(Optimization.DEFAULT.withLabelSmoothing(0.1));
    assertThatThrownBy(() -> Supernet.build(DEFINITION, DATA, smoothed))
        .isInstanceOf(SupernetException.class)
        .hasMessageStartingWith("Label smoothing spreads labels over classes");
    assertThatThrownBy(() -> Supernet.build(DEFINITION, data(0, 7), ModelOptions.seeded(1)))
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "All training examples of data set 'slopes' have the value 7.0; there is nothing to learn.");
  }

  private static void train(Supernet supernet) {
    for (int i = 0; i < 150; i++) {
      supernet.step(PATH, RandomData.batch(16, i), 0.03, i);
    }
  }

  /** In the unit of the values. */
  private static double[] said(float[] outputs) {
    double mean = mean(DATA.train().values());
    double deviation = Math.sqrt(variance());
    return IntStream.range(0, outputs.length)
        .mapToDouble(i -> mean + deviation * outputs[i])
        .toArray();
  }

  private static double error(double[] said, float[] truth) {
    return IntStream.range(0, said.length)
        .mapToDouble(i -> Math.pow(said[i] - truth[i], 2))
        .average()
        .orElseThrow();
  }

  /** Of the training values. */
  private static double variance() {
    float[] values = DATA.train().values();
    double mean = mean(values);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> Math.pow(values[i] - mean, 2))
        .average()
        .orElseThrow();
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }
}
