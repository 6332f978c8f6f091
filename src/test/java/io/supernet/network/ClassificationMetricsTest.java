package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.SupernetException;
import io.supernet.data.DataOptions;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Metrics of classifications beside accuracy, against sums by hand, and weights of classes. */
class ClassificationMetricsTest {

  private static final int[] TRUTH = {0, 0, 0, 0, 1, 1, 2, 2};
  private static final int[] SAID = {0, 0, 0, 1, 1, 0, 2, 0};

  @Test
  void countEachClassAlike() {
    double balanced = (3 / 4.0 + 1 / 2.0 + 1 / 2.0) / 3;
    double f1 = (2 * 3 / (4 + 5.0) + 2 * 1 / (2 + 2.0) + 2 * 1 / (2 + 1.0)) / 3;
    Map<String, Double> metrics = metrics(Metric.BALANCED_ACCURACY, 3, outputs(SAID, 3), TRUTH);
    assertThat(metrics.keySet()).containsExactly("balanced_accuracy", "accuracy", "loss");
    assertThat(metrics.get("balanced_accuracy")).isCloseTo(balanced, offset(1e-12));
    assertThat(metrics.get("accuracy")).isEqualTo(5 / 8.0);
    assertThat(metrics(Metric.MACRO_F1, 3, outputs(SAID, 3), TRUTH).get("macro_f1"))
        .isCloseTo(f1, offset(1e-12));
    assertThat(metrics(Metric.LOSS, 3, outputs(SAID, 3), TRUTH).keySet())
        .containsExactly("loss", "accuracy");
    // A class of which nothing is there says nothing.
    int[] two = {0, 0, 1, 1};
    assertThat(metrics(Metric.BALANCED_ACCURACY, 3, outputs(two, 3), two))
        .containsEntry("balanced_accuracy", 1.0);
  }

  @Test
  void aucIsHowOftenTheSecondClassLooksMoreLikeIt() {
    Random random = new Random(1);
    int[] truth = new int[300];
    float[][] outputs = new float[300][2];
    for (int i = 0; i < 300; i++) {
      truth[i] = random.nextInt(3) / 2;
      // Far apart from the others' bins, but for ties.
      outputs[i][1] = Math.round(10 * (truth[i] + 2 * random.nextGaussian())) / 10f;
    }
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 300; j++) {
        if (truth[i] == 0 && truth[j] == 1) {
          won += outputs[i][1] < outputs[j][1] ? 1 : outputs[i][1] == outputs[j][1] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(metrics(Metric.AUC, 2, outputs, truth).get("auc"))
        .isCloseTo(won / pairs, offset(1e-12));
    outputs[7][1] = Float.NaN;
    assertThat(metrics(Metric.AUC, 2, outputs, truth).get("auc")).isNaN();
    assertThatThrownBy(() -> Prediction.classification(3, Metric.AUC, false))
        .isInstanceOf(SupernetException.class)
        .hasMessageContaining("'auc' is of 2 classes, and there are 3");
  }

  @Test
  void weightsMakeClassesCountAlike() {
    DataSet train =
        DataSet.ofRows("toy", List.of("a", "b"), new float[4][1], new int[] {0, 0, 0, 1});
    float[] plain = losses(Prediction.classification(2).head(train));
    float[] weighted = losses(Prediction.classification(2, Metric.ACCURACY, true).head(train));
    assertThat(weighted[0] / plain[0]).isCloseTo(4 / 6f, offset(1e-6f));
    assertThat(weighted[1] / plain[1]).isCloseTo(2f, offset(1e-6f));
  }

  @Test
  void aDefinitionKeepsThem() {
    DataSet data = DataSet.ofRows("toy", List.of("a", "b"), new float[2][1], new int[] {0, 1});
    DataOptions wanted = DataOptions.DEFAULT.withMetric("auc").withClassWeights(true);
    NetworkDefinition definition =
        Definitions.withTask(Definitions.find("dense-blocks"), Task.of(data, wanted));
    Task kept = Definitions.task(definition);
    assertThat(kept).isEqualTo(Task.of(data, wanted));
    assertThat(kept.metrics()).containsExactly(Metric.AUC, Metric.ACCURACY, Metric.LOSS);
    DataSet values = DataSet.ofValues("toy", new float[2][1], new float[] {1, 2});
    Task regression = Task.of(values, DataOptions.DEFAULT.withMetric("rmse"));
    assertThat(Definitions.task(Definitions.withTask(definition, regression)))
        .isEqualTo(regression);
    assertThatThrownBy(() -> Task.of(values, DataOptions.DEFAULT.withMetric("accuracy")))
        .hasMessage(
            "A search cannot want the best 'accuracy' of this task; choose from r2, rmse, loss.");
    assertThatThrownBy(() -> Task.of(values, DataOptions.DEFAULT.withClassWeights(true)))
        .hasMessageContaining("has no classes to weigh");
  }

  private static float[][] outputs(int[] said, int classes) {
    float[][] outputs = new float[said.length][classes];
    for (int i = 0; i < said.length; i++) {
      outputs[i][said[i]] = 2;
    }
    return outputs;
  }

  private static Map<String, Double> metrics(
      Metric sought, int classes, float[][] outputs, int[] truth) {
    DataSet unused = DataSet.ofRows("toy", List.of("a"), new float[1][1], new int[1]);
    Head head = Prediction.classification(classes, sought, false).head(unused);
    return Heads.metrics(
        head, outputs, (tf, from, to) -> tf.constant(Arrays.copyOfRange(truth, from, to)));
  }

  private static float[] losses(Head head) {
    float[][] outputs = {{1, 2}, {3, 1}};
    return Heads.losses(head, tf -> tf.constant(new int[] {0, 1}), outputs).losses();
  }
}
