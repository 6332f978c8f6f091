package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.data.DataSet;
import io.supernet.data.Split;
import io.supernet.evaluate.Evaluation;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.run.Run;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import io.supernet.spaces.DenseBlocks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sets of labels: each is a threshold of what the rows say. */
class MultilabelTest {

  private static final List<String> NAMES = List.of("first", "second", "both");
  private static final Definition DEFINITION =
      Definition.of("blocks", new DenseBlocks(8, 2, List.of(4)), Task.multilabel(4, 3));
  private static final Split DATA = new Split(part(60, 1), part(40, 2), part(40, 3));
  private static final Architecture PATH = DEFINITION.largest();
  private static final String BIAS = "head/bias";

  private static DataSet part(int size, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[size][4];
    boolean[][] sets = new boolean[size][];
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < 4; f++) {
        rows[i][f] = (float) random.nextGaussian();
      }
      boolean first = rows[i][0] > 0.2;
      boolean second = rows[i][1] > 0.8;
      sets[i] = new boolean[] {first, second, first && rows[i][2] > 0};
    }
    return DataSet.ofSets("thresholds", NAMES, rows, sets);
  }

  @Test
  void whatIsKnownIsLearned() {
    ModelOptions options = ModelOptions.seeded(1).withEvaluation(BatchNormMode.CALIBRATED);
    try (Supernet supernet = Supernet.build(DEFINITION, DATA, options)) {
      Evaluation before = supernet.evaluate(PATH, Part.VALIDATION);
      for (int i = 0; i < 200; i++) {
        supernet.step(PATH, RandomData.batch(16, i), 0.05, i);
      }
      Evaluation after = supernet.evaluate(PATH, Part.VALIDATION);
      assertThat(after.metrics().keySet()).containsExactly("map", "macro_f1", "micro_f1", "loss");
      assertThat(after.metric("map")).isGreaterThan(0.85).isGreaterThan(before.metric("map"));
      assertThat(after.metric("micro_f1")).isGreaterThan(0.7);
      assertThat(after.loss()).isLessThan(before.loss());
    }
  }

  @Test
  void theGradientIsThatOfTheLoss() {
    try (StandAlone alone = StandAlone.build(DEFINITION, PATH, DATA, ModelOptions.seeded(1))) {
      int[] batch = IntStream.range(0, DATA.train().size()).toArray();
      Map<String, float[]> gradients = alone.gradients(PATH, batch);
      float[] bias = alone.values().get(BIAS);
      double h = 0.05;
      for (int c = 0; c < 3; c++) {
        float[] moved = bias.clone();
        moved[c] += (float) h;
        alone.assign(Map.of(BIAS, moved));
        double higher = alone.step(PATH, batch, 0, 0);
        moved[c] -= (float) (2 * h);
        alone.assign(Map.of(BIAS, moved));
        double lower = alone.step(PATH, batch, 0, 0);
        assertThat((higher - lower) / (2 * h)).isCloseTo(gradients.get(BIAS)[c], offset(1e-4));
      }
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

  /** The second path learns the probabilities of the first: with one path twice, its entropy. */
  @Test
  void aPathTeachesItsProbabilities() {
    ModelOptions options = ModelOptions.seeded(1).withAccumulates(true);
    try (Supernet supernet = Supernet.build(DEFINITION, DATA, options)) {
      int[] batch = IntStream.range(0, DATA.train().size()).toArray();
      float[] logits = supernet.logits(PATH, Part.TRAIN, batch.length);
      double entropy = 0;
      for (float logit : logits) {
        double p = 1 / (1 + Math.exp(-logit));
        entropy -= (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / logits.length;
      }
      float own = supernet.step(List.of(PATH), Together.MEAN, batch, 0, 0);
      float taught = supernet.step(List.of(PATH, PATH), Together.DISTILLED, batch, 0, 0);
      assertThat((double) taught).isCloseTo((own + entropy) / 2, offset(1e-5));
    }
  }

  @Test
  void refusesWhatIsOfOneClass() {
    ModelOptions smoothed =
        ModelOptions.seeded(1).withOptimization(Optimization.DEFAULT.withLabelSmoothing(0.1));
    assertRefused(
        () -> Supernet.build(DEFINITION, DATA, smoothed),
        "Label smoothing spreads the one class of an example over others, and this task is multilabel");
    assertRefused(
        () -> Supernet.build(DEFINITION, RandomData.of(Task.table(4, 3)), ModelOptions.seeded(1)),
        "was defined for a multilabel classification by 3 labels of examples of shape [4]; data 'noise' is for a classification into 3 classes");
    Definition classes =
        Definition.of("blocks", new DenseBlocks(8, 2, List.of(4)), Task.table(4, 3));
    assertRefused(
        () -> Supernet.build(classes, DATA, ModelOptions.seeded(1)),
        "data 'thresholds' is for a multilabel classification by 3 labels");
  }

  @Test
  void aRunRefusesPartsThatLackALabel() {
    int[] without =
        IntStream.range(0, 40).filter(i -> DATA.test().sets().get(3 * i + 2) == 0).toArray();
    Split lacking = new Split(DATA.train(), DATA.validation(), DATA.test().subset(without));
    assertRefused(
        () ->
            Run.builder(Path.of("never"))
                .definition(Definitions.find("dense-blocks"))
                .data(lacking)
                .create(),
        "have the label 'both' for one of them in the test part");
  }

  /** Scores of untrained networks and measurements draw labels of their own. */
  @Test
  void labelsThatMeanNothingFitTheTask() {
    DataSet noise =
        RandomLabels.of(
            "A test",
            DEFINITION.task(),
            DATA.train().elementType(),
            DATA.train().exampleShape(),
            DATA.train().examples(),
            new Random(1));
    assertThat(DEFINITION.task().prediction().fits(noise)).isTrue();
    assertThat(noise.size()).isEqualTo(60);
    assertThat(new Zico(DEFINITION, 1).score(List.of(PATH))[0]).isFinite();
  }
}
