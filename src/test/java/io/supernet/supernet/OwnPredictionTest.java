package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Metric;
import io.supernet.evaluate.Metric.Shown;
import io.supernet.network.Definition;
import io.supernet.network.Head;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.spaces.DenseBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** Another kind of task than those that come along: two classes by one number, the log odds. */
class OwnPredictionTest {

  private static final Metric BRIER = new Metric("brier", false, 0, 1, Shown.NUMBER);

  private record Odds() implements Prediction, Head {

    @Override
    public Form form() {
      return new Form(
          "guess of odds",
          1,
          List.of(BRIER, Metric.LOSS),
          List.of(new Answer("probability", "float32", List.of(), "of class 1")),
          Math.log(2));
    }

    @Override
    public boolean fits(DataSet data) {
      return data.classes() == 2;
    }

    @Override
    public Head head(DataSet train) {
      return this;
    }

    @Override
    public Operand<TFloat32> targets(Ops tf, Operand<? extends TNumber> labels, double smoothing) {
      return tf.expandDims(tf.dtypes.cast(labels, TFloat32.class), tf.constant(1));
    }

    /** Softplus has a gradient in C++. */
    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
      Operand<TFloat32> sign = tf.math.sub(tf.constant(1f), tf.math.mul(tf.constant(2f), targets));
      return tf.sum(tf.math.softplus(tf.math.mul(sign, outputs)), tf.constant(1));
    }

    @Override
    public List<Operand<TFloat64>> sums(
        Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs) {
      Operand<TFloat32> targets = targets(tf, labels, 0);
      Operand<TFloat32> squares = tf.math.squaredDifference(tf.math.sigmoid(outputs), targets);
      return List.of(
          sum(tf, tf.reshape(squares, tf.constant(new int[] {-1}))),
          sum(tf, losses(tf, targets, outputs)));
    }

    private static Operand<TFloat64> sum(Ops tf, Operand<TFloat32> values) {
      return tf.sum(tf.dtypes.cast(values, TFloat64.class), tf.constant(0));
    }

    @Override
    public Map<String, Double> metrics(double[] sums, long examples) {
      return ImmutableMap.of("brier", sums[0] / examples, "loss", sums[1] / examples);
    }

    @Override
    public List<Operand<?>> answers(Ops tf, Operand<TFloat32> outputs) {
      return List.of(tf.reshape(tf.math.sigmoid(outputs), tf.constant(new int[] {-1})));
    }

    @Override
    public double[] expected(float[] outputs) {
      return new double[] {1 / (1 + Math.exp(-outputs[0]))};
    }
  }

  private static final Definition DEFINITION =
      Definition.of("blocks", new DenseBlocks(8, 2, List.of(4)), new Task(List.of(6L), new Odds()));
  private static final Split DATA = data();
  private static final Architecture PATH = DEFINITION.largest();

  @Test
  void aSupernetLearnsItAndIsJudgedByIt() {
    try (Supernet supernet = Supernet.build(DEFINITION, DATA, ModelOptions.seeded(1))) {
      Evaluation before = supernet.evaluate(PATH, Part.VALIDATION);
      for (int i = 0; i < 60; i++) {
        supernet.step(PATH, RandomData.batch(RandomData.SIZE, i), 0.05, i);
      }
      Evaluation after = supernet.evaluate(PATH, Part.VALIDATION);
      assertThat(after.metrics().keySet()).containsExactly("brier", "loss");
      assertThat(after.loss()).isLessThan(before.loss());
      assertThat(after.metric("brier")).isLessThan(before.metric("brier"));
      assertThat(
              new ArrayList<>(List.of(before, after))
                  .stream().min(Metric.bestFirst(DEFINITION.task().metrics())))
          .contains(after);
      float[] logits = supernet.logits(PATH, Part.VALIDATION, RandomData.SIZE);
      double brier = 0;
      double loss = 0;
      for (int i = 0; i < logits.length; i++) {
        int label = DATA.validation().label(i);
        double p = 1 / (1 + Math.exp(-logits[i]));
        brier += Math.pow(p - label, 2) / logits.length;
        loss -= Math.log(label == 1 ? p : 1 - p) / logits.length;
      }
      assertThat(after.metric("brier")).isCloseTo(brier, offset(1e-6));
      assertThat(after.loss()).isCloseTo(loss, offset(1e-6));
      int[] some = {3, 5, 7};
      assertThat(supernet.evaluate(PATH, Part.VALIDATION, some).metrics().keySet())
          .containsExactly("brier", "loss");
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> DEFINITION.task().classes())
        .isInstanceOf(SupernetException.class)
        .hasMessage(
            "The task is a guess of odds and has no classes; let the network end with task().outputs() numbers.");
    assertThatThrownBy(
            () ->
                Definition.of(
                    "three", (b, x) -> b.dense("head", x, 3), new Task(List.of(6L), new Odds())))
        .hasMessage("Network 'three' gives the shape [-1, 3]; a guess of odds gives [-1, 1].");
    assertThatThrownBy(
            () ->
                Supernet.build(DEFINITION, RandomData.of(RandomData.TABLE), ModelOptions.seeded(1)))
        .hasMessage(
            "Network 'blocks' was defined for a guess of odds of examples of shape [6]; data 'noise' is for a classification into 4 classes of examples of shape [6].");
  }

  /** Class 1 where two features differ in sign. */
  private static Split data() {
    Split noise = RandomData.of(RandomData.TABLE);
    return new Split(labeled(noise.train()), labeled(noise.train()), labeled(noise.test()));
  }

  private static DataSet labeled(DataSet noise) {
    var values = noise.examples().asFloatBuffer();
    int[] labels =
        IntStream.range(0, noise.size())
            .map(i -> values.get(6 * i) * values.get(6 * i + 1) < 0 ? 1 : 0)
            .toArray();
    return DataSet.of(
        "signs",
        noise.elementType(),
        noise.exampleShape(),
        List.of("same", "different"),
        noise.examples(),
        labels);
  }
}
