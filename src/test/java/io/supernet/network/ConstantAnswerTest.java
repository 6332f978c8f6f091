package io.supernet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.data.DataOptions;
import io.supernet.data.DataSet;
import org.junit.jupiter.api.Test;

/** By hand. */
class ConstantAnswerTest {

  private static final DataSet TRAIN =
      DataSet.ofValues("v", new float[4][1], new float[] {0, 0, 4, 4});
  private static final DataSet VALUES = DataSet.ofValues("v", new float[2][1], new float[] {1, 7});
  private static final DataSet CLASSES =
      DataSet.ofRows("c", new float[4][1], new String[] {"a", "a", "a", "b"});

  /** The mean of 1 and 7 is 3 off each; training values deviate by 2. */
  @Test
  void ofValues() {
    assertThat(score(TRAIN, VALUES, "r2")).isZero();
    assertThat(score(TRAIN, VALUES, "rmse")).isEqualTo(3);
    assertThat(score(TRAIN, VALUES, "loss")).isEqualTo(9 / 4.0);
    DataOptions huber = DataOptions.DEFAULT.withMetric("loss").withHuber(1.0);
    assertThat(ConstantAnswer.score(Task.of(TRAIN, huber), TRAIN, VALUES)).isNaN();
  }

  @Test
  void ofClasses() {
    assertThat(score(CLASSES, CLASSES, "accuracy")).isEqualTo(0.75);
    assertThat(score(CLASSES, CLASSES, "balanced_accuracy")).isEqualTo(0.5);
    assertThat(score(CLASSES, CLASSES, "macro_f1")).isEqualTo(2 * 0.75 / 1.75 / 2);
    assertThat(score(CLASSES, CLASSES, "auc")).isEqualTo(0.5);
    assertThat(score(CLASSES, CLASSES, "loss"))
        .isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-12));
  }

  private static double score(DataSet train, DataSet examples, String metric) {
    Task task = Task.of(train, DataOptions.DEFAULT.withMetric(metric));
    return ConstantAnswer.score(task, train, examples);
  }
}
