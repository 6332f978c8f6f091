package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.ElasticWeight;
import io.supernet.network.Initializer;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A supernet with elastic weights on a path against the architecture alone, which has only the
 * parts: the first channels, and the center of depthwise kernels.
 */
class ElasticWeightsTest {

  private static final double TOLERANCE = 1e-5;

  private static final ModelOptions OPTIONS =
      new ModelOptions(7, Optimization.DEFAULT, true, BatchNormMode.BATCH, 0);
  private static final int[] BATCH = RandomData.batch(16, 1);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsBeginAndLearnAsInTheWhole(boolean transform) {
    Definition definition = TestNetworks.elastic(transform);
    List<Architecture> paths = new ArrayList<>(TestNetworks.random(definition, 10, 5));
    paths.add(definition.parse("e2k1/e2k1"));
    paths.add(definition.parse("e3k5-e3k5/e3k5-e3k5"));
    assertThat(compare(definition, paths)).isGreaterThan(1000);
  }

  @Test
  void partsOfATransformer() {
    Definition definition = TestNetworks.vit();
    assertThat(compare(definition, TestNetworks.random(definition, 6, 5))).isGreaterThan(500);
  }

  /** The first numbers for each category: two of three, for four and two categories. */
  @Test
  void categoriesDoSo() {
    Definition definition = TestNetworks.categories();
    List<Architecture> deep =
        TestNetworks.all(definition).stream()
            .filter(a -> !definition.format(a).startsWith("linear"))
            .toList();
    assertThat(compare(definition, deep)).isEqualTo(2 * (6 + 2 * 4));
  }

  /** Gives how many entries of weights a path does not use. */
  private static int compare(Definition definition, List<Architecture> paths) {
    Split split = RandomData.of(definition.task());
    int partial = 0;
    try (Supernet supernet = Supernet.build(definition, split, OPTIONS)) {
      for (Architecture path : paths) {
        try (StandAlone alone = StandAlone.build(definition, path, split, OPTIONS)) {
          double loss = alone.step(path, BATCH, 0, 0);
          assertThat((double) supernet.step(path, BATCH, 0, 0))
              .isCloseTo(loss, offset(TOLERANCE * loss));
          Map<String, WeightSpec> wholes =
              definition.supernetWeights(path).stream()
                  .collect(Collectors.toMap(WeightSpec::name, Function.identity()));
          Map<String, float[]> wholeGradients = supernet.gradients(path, BATCH);
          Map<String, float[]> partGradients = alone.gradients(path, BATCH);
          Map<String, float[]> wholeValues = supernet.values();
          Map<String, float[]> partValues = alone.values();
          double floor =
              1e-3
                  * partGradients.values().stream()
                      .mapToDouble(Numbers::largest)
                      .max()
                      .getAsDouble();
          for (WeightSpec part : definition.weights(path)) {
            String name = part.name();
            WeightSpec whole = wholes.get(name);
            boolean[] used = new boolean[Math.toIntExact(whole.size())];
            int[] places = places(part, whole);
            for (int i = 0; i < places.length; i++) {
              used[places[i]] = true;
            }
            assertThat(pick(wholeValues.get(name), places))
                .as(name)
                .isEqualTo(partValues.get(name));
            float[] gradient = wholeGradients.get(name);
            double error =
                Numbers.difference(pick(gradient, places), partGradients.get(name))
                    / Math.max(floor, Numbers.largest(partGradients.get(name)));
            assertThat(error).as("%s of %s", name, path).isLessThan(TOLERANCE);
            for (int i = 0; i < used.length; i++) {
              if (!used[i]) {
                assertThat(gradient[i]).as("%s[%d] of %s", name, i, path).isZero();
                partial++;
              }
            }
          }
        }
      }
    }
    return partial;
  }

  /** The gradient of a matrix that multiplies the center W and gets the gradient G is G Wᵀ. */
  @Test
  void transformsLearn() {
    Definition definition = TestNetworks.elastic(true);
    Split split = RandomData.of(definition.task());
    Architecture path = definition.parse("e2k3/e2k1");
    try (Supernet supernet = Supernet.build(definition, split, OPTIONS);
        StandAlone alone = StandAlone.build(definition, path, split, OPTIONS)) {
      Map<String, float[]> gradients = supernet.gradients(path, BATCH);
      float[] kernel = alone.values().get("stage0_block0/depthwise/kernel");
      float[] slope = alone.gradients(path, BATCH).get("stage0_block0/depthwise/kernel");
      int channels = 8;
      float[] expected = new float[81];
      for (int i = 0; i < 9; i++) {
        for (int j = 0; j < 9; j++) {
          for (int c = 0; c < channels; c++) {
            expected[9 * i + j] += slope[channels * i + c] * kernel[channels * j + c];
          }
        }
      }
      float[] actual = gradients.get("stage0_block0/depthwise/transform_5to3");
      assertThat(Numbers.largest(expected)).isGreaterThan(1e-3);
      assertThat(Numbers.difference(actual, expected))
          .isLessThan(TOLERANCE * Numbers.largest(expected));
      // A kernel of 1 passes both matrices; one of 3 only the first.
      assertThat(gradients.get("stage0_block0/depthwise/transform_3to1")).containsOnly(0);
      assertThat(Numbers.largest(gradients.get("stage1_block0/depthwise/transform_3to1")))
          .isGreaterThan(1e-4);
      assertThat(Numbers.largest(gradients.get("stage1_block0/depthwise/transform_5to3")))
          .isGreaterThan(1e-4);
    }
  }

  @Test
  void refusesTwoPartsOfAWeightInOneArchitecture() {
    Definition definition =
        TestNetworks.table(
            "twice",
            (b, x) -> {
              ElasticWeight w = ElasticWeight.of(b, "w", List.of(8L), Initializer.ones(), true);
              var y =
                  b.tensorflow(
                      List.of(x, w.first(b, 6)), (tf, in) -> tf.math.mul(in.get(0), in.get(1)));
              var z =
                  b.tensorflow(
                      List.of(y, w.first(b, 6)), (tf, in) -> tf.math.mul(in.get(0), in.get(1)));
              return b.dense("head", z, RandomData.CLASSES);
            });
    assertRefused(() -> definition.cost(Architecture.of()), "two parts of the elastic weight 'w'");
  }

  private static float[] pick(float[] whole, int[] places) {
    float[] part = new float[places.length];
    IntStream.range(0, places.length).forEach(i -> part[i] = whole[places[i]]);
    return part;
  }

  /** Where in the whole each entry of the part lies. */
  private static int[] places(WeightSpec part, WeightSpec whole) {
    boolean centered = part.name().endsWith("depthwise/kernel");
    int[] places = new int[Math.toIntExact(part.size())];
    for (int i = 0; i < places.length; i++) {
      int rest = i;
      int place = 0;
      int stride = 1;
      for (int d = part.shape().size() - 1; d >= 0; d--) {
        int size = Math.toIntExact(part.shape().get(d));
        int all = Math.toIntExact(whole.shape().get(d));
        int begin = centered && d < 2 ? (all - size) / 2 : 0;
        place += stride * (begin + rest % size);
        rest /= size;
        stride *= all;
      }
      places[i] = place;
    }
    return places;
  }
}
