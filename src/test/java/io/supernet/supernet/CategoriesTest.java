package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.cost.Cost;
import io.supernet.data.DataSet;
import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.Prediction;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.spaces.DenseBlocks;
import io.supernet.spaces.TableResNet;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers of categories are looked up: a one-hot row times a matrix, counted by hand. */
class CategoriesTest {

  private static final int CLASSES = RandomData.CLASSES;
  private static final Definition TABLE = TestNetworks.categories();
  private static final Split DATA = RandomData.of(TABLE.task());

  /** What stands for the categories of an example; none for category 0. */
  private static double[][] rows(float[] example, float[] matrix, int width) {
    double[][] rows = new double[2][width];
    int[] categories = {(int) example[1], (int) example[3]};
    for (int column = 0; column < 2; column++) {
      // 4 + 2 rows: categories 1 to 4 of the first column, then 1 and 2 of the second.
      double[] hot = new double[6];
      if (categories[column] > 0) {
        hot[4 * column + categories[column] - 1] = 1;
      }
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < width; j++) {
          rows[column][j] += hot[i] * matrix[i * width + j];
        }
      }
    }
    return rows;
  }

  private static double[] dense(double[] x, Map<String, float[]> values, String name) {
    float[] kernel = values.get(name + "/kernel");
    float[] bias = values.get(name + "/bias");
    double[] y = new double[bias.length];
    for (int j = 0; j < y.length; j++) {
      y[j] = bias[j];
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * kernel[i * y.length + j];
      }
    }
    return y;
  }

  private static double normalized(float value, int feature) {
    Normalization by = Normalization.of(DATA.train());
    return (value - by.mean().get(feature)) / by.std().get(feature);
  }

  @Test
  void aDeepNetworkReadsRowsOfAMatrix() {
    Architecture architecture = TABLE.parse("w4/e3/none");
    try (StandAlone alone = StandAlone.build(TABLE, architecture, DATA, ModelOptions.seeded(1))) {
      Map<String, float[]> values = alone.values();
      assertThat(values.get("embedding/matrix")).hasSize(6 * 3);
      float[] logits = alone.logits(Part.TEST, RandomData.SIZE);
      FloatBuffer examples = DATA.test().examples().asFloatBuffer();
      for (int i = 0; i < RandomData.SIZE; i++) {
        float[] example = new float[4];
        examples.get(example);
        double[][] rows = rows(example, values.get("embedding/matrix"), 3);
        double[] x = new double[8];
        x[0] = normalized(example[0], 0);
        x[1] = normalized(example[2], 2);
        for (int j = 0; j < 3; j++) {
          x[2 + 2 * j] = rows[0][j];
          x[3 + 2 * j] = rows[1][j];
        }
        double[] hidden =
            Arrays.stream(dense(x, values, "stem")).map(h -> Math.max(h, 0)).toArray();
        double[] expected = dense(hidden, values, "head");
        for (int c = 0; c < CLASSES; c++) {
          assertThat((double) logits[i * CLASSES + c]).isCloseTo(expected[c], within(1e-5));
        }
      }
    }
  }

  /** The gradient of a category is the mean error of its examples, as of an input of its own. */
  @Test
  void theLinearOneIsRegressionOnAllCategories() {
    Architecture linear = TABLE.parse("linear/-/-");
    int[] batch = RandomData.batch(RandomData.SIZE, 1);
    try (StandAlone alone = StandAlone.build(TABLE, linear, DATA, ModelOptions.seeded(1))) {
      assertThat(alone.values().get("width/linear/categories")).containsOnly(0f);
      alone.step(linear, batch, 0.5, 0);
      Map<String, float[]> values = alone.values();
      float[] matrix = values.get("width/linear/categories");
      double[] gradient = new double[6 * CLASSES];
      FloatBuffer examples = DATA.train().examples().asFloatBuffer();
      for (int i = 0; i < RandomData.SIZE; i++) {
        float[] example = new float[4];
        examples.get(example);
        double[] x = {normalized(example[0], 0), normalized(example[2], 2)};
        double[] logits = dense(x, values, "width/linear/layer");
        double[][] rows = rows(example, matrix, CLASSES);
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
          logits[c] += rows[0][c] + rows[1][c];
          sum += Math.exp(logits[c]);
        }
        for (int c = 0; c < CLASSES; c++) {
          double error = Math.exp(logits[c]) / sum - (DATA.train().label(i) == c ? 1 : 0);
          for (int column = 0; column < 2; column++) {
            int category = (int) example[1 + 2 * column];
            if (category > 0) {
              gradient[(4 * column + category - 1) * CLASSES + c] += error / RandomData.SIZE;
            }
          }
        }
      }
      float[] actual = alone.gradients(linear, batch).get("width/linear/categories");
      for (int i = 0; i < gradient.length; i++) {
        assertThat((double) actual[i]).isCloseTo(gradient[i], within(1e-6));
      }
    }
  }

  @Test
  void aLookupCostsParametersOnly() {
    int stem = (2 + 2 * 2) * 4 + 4;
    int head = 4 * CLASSES + CLASSES;
    assertThat(TABLE.cost(TABLE.parse("w4/e2/none")))
        .isEqualTo(new Cost(stem + head, stem + head + 6 * 2));
    int layer = 2 * CLASSES + CLASSES;
    assertThat(TABLE.cost(TABLE.parse("linear/-/-")))
        .isEqualTo(new Cost(layer, layer + 6 * CLASSES));
    assertThat(TABLE.space().decisions()).extracting(d -> d.name()).contains("embedding");
    assertThat(TestNetworks.tableResNet(4).space().decisions())
        .extracting(d -> d.name())
        .doesNotContain("embedding");
  }

  @Test
  void theWidthIsDrawn() {
    assertThat(TABLE.sketch().toString()).contains("embedding");
    assertThat(TABLE.sketch(TABLE.parse("w4/e2/none")).toString()).contains("e2");
  }

  @Test
  void otherNetworksGetEightNumbersForACategory() {
    Network own =
        (b, x) -> {
          assertThat(x.shape()).containsExactly(-1L, 2 + 2 * 8L);
          return b.dense("head", x, CLASSES);
        };
    Definition definition = Definition.of("own", own, RandomData.CATEGORIES);
    assertThat(definition.weights(definition.smallest()))
        .extracting(WeightSpec::name)
        .containsExactly("categories/matrix", "head/kernel", "head/bias");
  }

  @Test
  void onlyCategoriesAreEnough() {
    Task task = new Task(List.of(1L), List.of(3), Prediction.classification(2));
    Definition definition =
        Definition.of(
            "one",
            new TableResNet(List.of(4), 0, List.of(1), List.of("none"), List.of(0), List.of(2)),
            task);
    for (String path : List.of("linear/-/-", "w4/e2/none")) {
      Architecture architecture = definition.parse(path);
      Split data = RandomData.of(task);
      try (Supernet supernet = Supernet.build(definition, data, ModelOptions.seeded(1))) {
        float before = supernet.step(architecture, RandomData.batch(32, 1), 0.5, 0);
        for (int i = 1; i < 20; i++) {
          supernet.step(architecture, RandomData.batch(32, 1), 0.5, i);
        }
        assertThat(supernet.step(architecture, RandomData.batch(32, 1), 0.5, 20))
            .isLessThan(before);
      }
    }
  }

  @Test
  void untrainedScoresAreNumbers() {
    Definition definition =
        Definition.of("deep", new DenseBlocks(4, 3, List.of(4, 6)), RandomData.CATEGORIES);
    Architecture largest = definition.largest();
    for (String name : UntrainedScorers.NAMES) {
      assertThat(UntrainedScorers.of(name, definition, 1).score(List.of(largest))[0])
          .as(name)
          .isNotNaN()
          .isNotZero();
    }
  }

  @Test
  void dataOfOtherCategoriesAreRefused() {
    Task other = new Task(List.of(4L), List.of(0, 6, 0, 3), Prediction.classification(CLASSES));
    Split split = RandomData.of(other);
    assertRefused(
        () -> Supernet.build(TABLE, split, ModelOptions.seeded(1)).close(),
        "defined for features that number [0, 5, 0, 3] categories",
        "number [0, 6, 0, 3]");
    assertThat(Definition.of("other", TestNetworks.categoriesNetwork(), other).fingerprint())
        .isNotEqualTo(TABLE.fingerprint());
    DataSet rows = DataSet.ofRows("rows", List.of("a", "b"), new float[][] {{1, 2.5f}}, new int[1]);
    assertRefused(() -> rows.withCategories(List.of(0, 3)), "has 2.5 in feature 1", "0 to 2");
    assertRefused(() -> rows.withCategories(List.of(3)), "do not fit data set 'rows'");
    assertRefused(
        () -> new Task(List.of(2L), List.of(1, 0), Prediction.classification(2)), "[1, 0]");
  }
}
