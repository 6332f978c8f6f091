package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.data.DataOptions;
import io.supernet.data.DataOptions.TaskKind;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import io.supernet.proto.NetworkDefinition;
import io.supernet.spaces.Definitions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TUint8;

/** Losses and metrics of sets of labels, against the textbook. */
class MultilabelMetricsTest {

  private static final List<String> NAMES = List.of("a", "b", "c", "never");

  /** Four labels of 300 examples: the outputs say something of three, ties included. */
  private static final int[][] TRUTH = new int[300][4];

  private static final float[][] OUTPUTS = new float[300][4];

  static {
    Random random = new Random(1);
    double[] shares = {0.5, 0.2, 0.03, 0};
    for (int i = 0; i < TRUTH.length; i++) {
      for (int c = 0; c < 4; c++) {
        TRUTH[i][c] = random.nextDouble() < shares[c] ? 1 : 0;
        // Tenths: far from the next bin, often the same.
        OUTPUTS[i][c] = Math.round(10 * (2 * TRUTH[i][c] - 1.5 + random.nextGaussian())) / 10f;
      }
    }
  }

  @Test
  void averagePrecisionIsThatOfTheTextbook() {
    double expected =
        IntStream.range(0, 3)
            .mapToDouble(c -> averagePrecision(OUTPUTS, TRUTH, c))
            .average()
            .orElseThrow();
    Map<String, Double> metrics = metrics(Prediction.multilabel(4), OUTPUTS);
    assertThat(metrics.keySet()).containsExactly("map", "macro_f1", "micro_f1", "loss");
    assertThat(metrics.get("map")).isCloseTo(expected, offset(1e-12)).isBetween(0.5, 0.95);
  }

  /** Outputs that are all different: what bins make a tie of moves little. */
  @Test
  void binsAreNarrow() {
    Random random = new Random(5);
    int[][] truth = new int[400][2];
    float[][] outputs = new float[400][2];
    double[] expected = new double[2];
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 400; i++) {
        truth[i][c] = random.nextInt(3) == 0 ? 1 : 0;
        outputs[i][c] = (float) (random.nextGaussian() - 1 + truth[i][c]);
      }
      expected[c] = averagePrecision(outputs, truth, c);
    }
    Head head = Prediction.multilabel(2).head(data());
    assertThat(Heads.metrics(head, outputs, labels(truth)).get("map"))
        .isCloseTo((expected[0] + expected[1]) / 2, offset(1e-3));
  }

  /** Examples of one output come at once; the precision is that after all of them. */
  private static double averagePrecision(float[][] outputs, int[][] truth, int label) {
    List<Integer> ranked =
        IntStream.range(0, truth.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -outputs[i][label]))
            .toList();
    double sum = 0;
    int positives = 0;
    for (int i : ranked) {
      if (truth[i][label] == 1) {
        positives++;
        double shown = 0;
        double found = 0;
        for (int j : ranked) {
          if (outputs[j][label] >= outputs[i][label]) {
            shown++;
            found += truth[j][label];
          }
        }
        sum += found / shown;
      }
    }
    return sum / positives;
  }

  @Test
  void f1CountsWhatIsSaidAboveAHalf() {
    double[] had = new double[4];
    double[] said = new double[4];
    double[] both = new double[4];
    for (int i = 0; i < TRUTH.length; i++) {
      for (int c = 0; c < 4; c++) {
        had[c] += TRUTH[i][c];
        said[c] += OUTPUTS[i][c] > 0 ? 1 : 0;
        both[c] += OUTPUTS[i][c] > 0 ? TRUTH[i][c] : 0;
      }
    }
    Map<String, Double> metrics = metrics(Prediction.multilabel(4, Metric.MICRO_F1), OUTPUTS);
    assertThat(metrics.keySet()).containsExactly("micro_f1", "map", "macro_f1", "loss");
    double macro =
        IntStream.range(0, 3)
            .mapToDouble(c -> 2 * both[c] / (had[c] + said[c]))
            .average()
            .orElseThrow();
    assertThat(metrics.get("macro_f1")).isCloseTo(macro, offset(1e-12));
    double micro =
        2 * Arrays.stream(both).sum() / (Arrays.stream(had).sum() + Arrays.stream(said).sum());
    assertThat(metrics.get("micro_f1")).isCloseTo(micro, offset(1e-12));
  }

  @Test
  void theLossIsTheMeanCrossEntropyOverLabels() {
    double sum = 0;
    for (int i = 0; i < TRUTH.length; i++) {
      for (int c = 0; c < 4; c++) {
        double p = 1 / (1 + Math.exp(-OUTPUTS[i][c]));
        sum -= Math.log(TRUTH[i][c] == 1 ? p : 1 - p) / 4 / TRUTH.length;
      }
    }
    assertThat(metrics(Prediction.multilabel(4), OUTPUTS).get("loss")).isCloseTo(sum, offset(1e-6));
  }

  /** Whatever the outputs are, by hand: ln(1 + e^-x) or ln(1 + e^x), and p - t. */
  @Test
  void noOutputIsTooLarge() {
    float[][] outputs = {{1000, -1000}, {-1000, 1000}, {0, 2}};
    Heads.Losses found =
        Heads.losses(
            Prediction.multilabel(2).head(data()),
            tf -> tf.dtypes.cast(tf.constant(new int[][] {{1, 0}, {1, 0}, {1, 0}}), TUint8.class),
            outputs);
    assertThat(found.losses()[0]).isZero();
    assertThat(found.losses()[1]).isEqualTo(1000);
    assertThat((double) found.losses()[2])
        .isCloseTo((Math.log(2) + Math.log1p(Math.exp(2))) / 2, offset(1e-6));
    float[] gradient = {0, 0, -0.5f, 0.5f, -0.25f, (float) (0.5 / (1 + Math.exp(-2)))};
    assertThat(found.gradient()).containsExactly(gradient, offset(1e-6f));
  }

  @Test
  void anOutputThatIsNoNumberIsNoFigure() {
    float[][] outputs = Arrays.stream(OUTPUTS).map(float[]::clone).toArray(float[][]::new);
    outputs[7][3] = Float.NaN;
    assertThat(metrics(Prediction.multilabel(4), outputs).values()).containsOnly(Double.NaN);
  }

  /** So many labels that a bin is wider: the order of what is far apart stays. */
  @Test
  void manyLabelsShareTheBins() {
    int labels = 1000;
    float[][] outputs = new float[4][labels];
    int[][] truth = new int[4][labels];
    for (int c = 0; c < labels; c++) {
      outputs[0][c] = 1 + c % 7;
      outputs[1][c] = 0.5f - c % 5;
      outputs[2][c] = -5;
      outputs[3][c] = -20;
      truth[0][c] = 1;
      truth[2][c] = 1;
    }
    Head head = Prediction.multilabel(labels).head(data());
    assertThat(Heads.metrics(head, outputs, labels(truth)).get("map"))
        .isCloseTo((1 + 2 / 3.0) / 2, offset(1e-12));
  }

  @Test
  void aDefinitionKeepsThem() {
    DataOptions wanted = DataOptions.DEFAULT.withMetric("macro_f1");
    NetworkDefinition definition =
        Definitions.withTask(Definitions.find("dense-blocks"), Task.of(data(), wanted));
    Task kept = Definitions.task(definition);
    assertThat(kept).isEqualTo(Task.of(data(), wanted));
    assertThat(kept.outputs()).isEqualTo(4);
    assertThat(kept.metrics().get(0)).isEqualTo(Metric.MACRO_F1);
    assertRefused(
        () -> Task.of(data(), DataOptions.DEFAULT.withMetric("accuracy")),
        "choose from map, macro_f1, micro_f1, loss.");
    assertRefused(
        () -> Task.of(data(), DataOptions.DEFAULT.withClassWeights(true)),
        "Class weights are of classes of which an example has one, and this task is multilabel");
    assertRefused(
        () -> Task.of(data(), DataOptions.DEFAULT.withHuber(1.0)),
        "The Huber loss is of numbers, and this task is multilabel");
    assertRefused(
        () -> Task.of(data(), DataOptions.DEFAULT.withTask(TaskKind.CLASSIFICATION)),
        "Data set 'toy' is labeled for the task multilabel, not for classification");
    NetworkDefinition.Builder both = definition.toBuilder();
    both.getTaskBuilder().setRegression(true).setClasses(0);
    assertRefused(() -> Definitions.task(both.build()), "a regression and multilabel");
  }

  /** By hand: of the answers that are the same for all examples. */
  @Test
  void aConstantAnswerScores() {
    DataSet data =
        DataSet.ofSets(
            "toy",
            List.of("a", "b"),
            new float[4][1],
            new boolean[][] {{true, false}, {true, false}, {true, true}, {false, false}});
    assertThat(ConstantAnswer.score(Metric.MEAN_AVERAGE_PRECISION, data)).isEqualTo(0.5);
    assertThat(ConstantAnswer.score(Metric.MACRO_F1, data))
        .isEqualTo((2 * 3 / 7.0 + 2 * 1 / 5.0) / 2);
    // Always {a}; {a, b} would have 8 / 12.
    assertThat(ConstantAnswer.score(Metric.MICRO_F1, data)).isEqualTo(6 / 8.0);
    assertThat(ConstantAnswer.score(Metric.LOSS, data)).isNaN();
  }

  private static DataSet data() {
    boolean[][] sets = new boolean[2][4];
    return DataSet.ofSets("toy", NAMES, new float[2][1], sets);
  }

  private static Map<String, Double> metrics(Prediction prediction, float[][] outputs) {
    return Heads.metrics(prediction.head(data()), outputs, labels(TRUTH));
  }

  private static Heads.Labels labels(int[][] truth) {
    return (tf, from, to) ->
        tf.dtypes.cast(tf.constant(Arrays.copyOfRange(truth, from, to)), TUint8.class);
  }
}
