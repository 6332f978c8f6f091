package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.data.DataOptions;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Huber loss on both sides of its bound, by hand. */
class HuberTest {

  /** Mean 10 and deviation 2. */
  private static final DataSet DATA =
      DataSet.ofValues("toy", new float[4][1], new float[] {8, 12, 8, 12});

  /** Of standardized values. */
  private static final float[] ERRORS = {0.5f, -0.5f, 3, -3};

  private static Prediction huber(double bound) {
    return Prediction.regression(Metric.R2, bound);
  }

  private static float[][] outputs() {
    float[][] outputs = new float[4][1];
    for (int i = 0; i < 4; i++) {
      outputs[i][0] = (DATA.values()[i] - 10) / 2 + ERRORS[i];
    }
    return outputs;
  }

  @Test
  void isSquareUpToTheBoundAndStraightFromThere() {
    Heads.Losses found =
        Heads.losses(huber(1).head(DATA), tf -> tf.constant(DATA.values()), outputs());
    assertThat(found.losses()).containsExactly(0.125f, 0.125f, 2.5f, 2.5f);
    assertThat(found.gradient()).containsExactly(0.5f, -0.5f, 1, -1);
    found = Heads.losses(huber(0.25).head(DATA), tf -> tf.constant(DATA.values()), outputs());
    assertThat(found.losses()).containsExactly(0.09375f, 0.09375f, 0.71875f, 0.71875f);
    assertThat(found.gradient()).containsExactly(0.25f, -0.25f, 0.25f, -0.25f);
  }

  @Test
  void isTheLossOfEvaluationsAndLeavesTheOtherFiguresAlone() {
    Map<String, Double> squared = metrics(Prediction.regression());
    Map<String, Double> huber = metrics(huber(1));
    assertThat(squared.get("loss")).isCloseTo(4.625, offset(1e-6));
    assertThat(huber.get("loss")).isCloseTo((0.125 + 2.5) / 2, offset(1e-6));
    assertThat(huber.keySet()).containsExactlyElementsOf(squared.keySet());
    for (String figure : List.of("r2", "rmse")) {
      assertThat(huber.get(figure)).isEqualTo(squared.get(figure));
    }
    assertThat(huber.get("rmse")).isCloseTo(2 * Math.sqrt(4.625), offset(1e-6));
  }

  private static Map<String, Double> metrics(Prediction prediction) {
    return Heads.metrics(
        prediction.head(DATA),
        outputs(),
        (tf, from, to) -> tf.constant(Arrays.copyOfRange(DATA.values(), from, to)));
  }

  @Test
  void aDefinitionKeepsIt() {
    Task task = Task.of(DATA, DataOptions.DEFAULT.withHuber(0.5).withMetric("rmse"));
    NetworkDefinition definition = Definitions.withTask(Definitions.find("dense-blocks"), task);
    assertThat(Definitions.task(definition)).isEqualTo(task);
    assertThat(task.prediction().form().name()).isEqualTo("regression by Huber's loss");
    assertRefused(
        () -> Task.of(DATA, DataOptions.DEFAULT.withHuber(-1.0)),
        "The bound of the Huber loss is -1.0; give 0.001 to 1000.0.");
    DataSet classes = DataSet.ofRows("toy", new float[2][1], new String[] {"a", "b"});
    assertRefused(
        () -> Task.of(classes, DataOptions.DEFAULT.withHuber(1.0)),
        "The Huber loss is of numbers, and this task is classification; leave it away, or say --task regression.");
    assertRefused(() -> Task.of(DATA, DataOptions.DEFAULT.withHuber(0.0)), "give 0.001 to 1000.0");
  }
}
