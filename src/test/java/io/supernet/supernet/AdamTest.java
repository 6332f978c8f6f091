package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import io.supernet.spaces.TableResNet;
import io.supernet.supernet.Optimization.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Adam and AdamW by hand, on the weights of a path and on all others. */
class AdamTest {

  private static final double BETA1 = 0.8;
  private static final double BETA2 = 0.95;
  private static final double EPSILON = 1e-3;
  private static final double DECAY = 0.05;
  private static final double CLIP = 0.5;
  private static final double RATE = 0.01;
  private static final int[] BATCH = RandomData.batch(16, 1);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SGD")
  void movesTheWeightsOfThePathByTheirOwnCounts(Method method) {
    Definition definition = TestNetworks.nasBench201();
    Map<String, Integer> updates = new HashMap<>();
    try (Supernet supernet = build(definition, options(method, CLIP))) {
      for (Architecture path : TestNetworks.random(definition, 8, 4)) {
        Map<String, float[]> before = supernet.values();
        Map<String, float[]> gradients = supernet.gradients(path, BATCH);
        supernet.step(path, BATCH, RATE, 0);
        Map<String, float[]> after = supernet.values();
        double scale = Math.min(1, CLIP / Numbers.norm(gradients));
        assertThat(scale).as("clipped").isLessThan(1);
        List<WeightSpec> weights = supernet.trained(path);
        for (WeightSpec weight : weights) {
          int count = updates.merge(weight.name(), 1, Integer::sum);
          byHand(method, weight, count, scaled(gradients.get(weight.name()), scale), before, after);
        }
        unchanged(weights, before, after);
      }
      assertThat(updates.values()).as("weights are trained unequally often").contains(1, 2, 8);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SGD")
  void aStepOfSeveralPathsIsTheStepOfTheirMeanGradient(Method method) {
    Definition definition = TestNetworks.nasBench201();
    try (Supernet supernet = build(definition, options(method, 0).withAccumulates(true))) {
      for (int step = 0; step < 3; step++) {
        List<Architecture> paths = TestNetworks.random(definition, 3, step);
        Map<String, float[]> before = supernet.values();
        Map<String, double[]> mean = new HashMap<>();
        Set<WeightSpec> weights = new HashSet<>();
        for (Architecture path : paths) {
          weights.addAll(supernet.trained(path));
          supernet.gradients(path, BATCH).forEach((name, g) -> add(mean, name, g, paths.size()));
        }
        supernet.step(paths, Together.MEAN, BATCH, RATE, 0);
        Map<String, float[]> after = supernet.values();
        for (WeightSpec weight : weights) {
          int count = Math.round(before.get(weight.name() + "/adam_steps")[0]) + 1;
          byHand(method, weight, count, mean.get(weight.name()), before, after);
        }
        unchanged(weights, before, after);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWeightMayLearnAtAPaceOfItsOwn(Method method) {
    Definition definition =
        Definition.of(
            "table",
            new TableResNet(List.of(4), 1, List.of(1), List.of("none"), List.of(0)),
            Task.table(3, 2));
    Architecture linear = definition.smallest();
    List<WeightSpec> weights = definition.weights(linear);
    assertThat(weights).extracting(WeightSpec::pace).containsExactly(10.0, 10.0);
    assertThat(definition.weights(definition.parse("w4/block/none/x1/d0")))
        .extracting(WeightSpec::pace)
        .containsOnly(1.0);
    try (Supernet supernet = build(definition, options(method, 0))) {
      for (int count = 1; count <= 2; count++) {
        Map<String, float[]> before = supernet.values();
        Map<String, float[]> gradients = supernet.gradients(linear, BATCH);
        supernet.step(linear, BATCH, RATE, 0);
        Map<String, float[]> after = supernet.values();
        for (WeightSpec weight : weights) {
          float[] gradient = gradients.get(weight.name());
          if (method != Method.SGD) {
            byHand(method, weight, count, scaled(gradient, 1), before, after);
          } else if (count == 1) {
            // Nesterov's first step from zeros, at the rate of all.
            float[] moved = after.get(weight.name());
            for (int i = 0; i < moved.length; i++) {
              assertThat((double) moved[i]).isCloseTo(-RATE * 1.9 * gradient[i], within(1e-6));
            }
          }
        }
      }
    }
  }

  private static void byHand(
      Method method,
      WeightSpec weight,
      int count,
      double[] gradient,
      Map<String, float[]> before,
      Map<String, float[]> after) {
    String name = weight.name();
    assertThat(after.get(name + "/adam_steps")).as(name).containsExactly((float) count);
    for (int i = 0; i < gradient.length; i++) {
      double w = before.get(name)[i];
      double decay = weight.decay() ? DECAY * w : 0;
      double g = gradient[i] + (method == Method.ADAM ? decay : 0);
      double mean = BETA1 * before.get(name + "/adam_mean")[i] + (1 - BETA1) * g;
      double square = BETA2 * before.get(name + "/adam_square")[i] + (1 - BETA2) * g * g;
      double peak = RATE * weight.pace();
      double rate = peak * Math.sqrt(1 - Math.pow(BETA2, count)) / (1 - Math.pow(BETA1, count));
      double shrunk = w - (method == Method.ADAMW ? peak * decay : 0);
      assertThat((double) after.get(name + "/adam_mean")[i]).as(name).isCloseTo(mean, within(1e-6));
      assertThat((double) after.get(name + "/adam_square")[i])
          .as(name)
          .isCloseTo(square, within(1e-6));
      assertThat((double) after.get(name)[i])
          .as("%s after %d updates", name, count)
          .isCloseTo(shrunk - rate * mean / (Math.sqrt(square) + EPSILON), within(1e-5));
    }
  }

  private static void unchanged(
      Iterable<WeightSpec> touched, Map<String, float[]> before, Map<String, float[]> after) {
    Set<String> names = new HashSet<>();
    touched.forEach(weight -> names.add(weight.name()));
    for (String name : before.keySet()) {
      if (!names.contains(name.replaceFirst("/adam_[a-z]+$", ""))) {
        assertThat(after.get(name)).as(name).containsExactly(before.get(name));
      }
    }
  }

  private static void add(Map<String, double[]> sums, String name, float[] gradient, int paths) {
    double[] sum = sums.computeIfAbsent(name, n -> new double[gradient.length]);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (double) gradient[i] / paths;
    }
  }

  private static double[] scaled(float[] gradient, double scale) {
    double[] scaled = new double[gradient.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = gradient[i] * scale;
    }
    return scaled;
  }

  private static ModelOptions options(Method method, double clip) {
    Optimization.Adam adam = new Optimization.Adam(BETA1, BETA2, EPSILON);
    return new ModelOptions(
        3, new Optimization(0.9, DECAY, clip, 0, method, adam), false, BatchNormMode.BATCH, 1);
  }

  private static Supernet build(Definition definition, ModelOptions options) {
    return Supernet.build(definition, RandomData.of(definition.task()), options);
  }
}
