package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.supernet.SupernetException;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.WeightSpec;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import io.supernet.spaces.NasBench201;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that train several paths at once. */
class SeveralPathsTest {

  private static final double RATE = 0.1;
  private static final int[] BATCH = RandomData.batch(16, 1);

  /** Without momentum, so that a step is the rate times the gradient. */
  private static final ModelOptions OPTIONS =
      new ModelOptions(3, new Optimization(0, 0, 0, 0), false, BatchNormMode.BATCH, 1)
          .withAccumulates(true);

  static List<Arguments> sums() {
    return definitions().stream()
        .flatMap(d -> Stream.of(arguments(d, Together.MEAN), arguments(d, Together.SUM)))
        .toList();
  }

  static List<Definition> definitions() {
    return List.of(
        TestNetworks.nasBench201(),
        TestNetworks.cells(),
        TestNetworks.shared(),
        TestNetworks.elastic(true));
  }

  @ParameterizedTest
  @MethodSource("sums")
  void moveWeightsByTheMeanOrSumOfTheirGradients(Definition definition, Together together) {
    List<Architecture> paths = TestNetworks.random(definition, 3, 4);
    try (Supernet supernet = build(definition, OPTIONS)) {
      Map<String, float[]> before = supernet.values();
      Map<String, double[]> expected = new HashMap<>();
      double share = together == Together.SUM ? 1 : 1.0 / paths.size();
      for (Architecture path : paths) {
        supernet
            .gradients(path, BATCH)
            .forEach(
                (name, gradient) -> {
                  double[] sum = expected.computeIfAbsent(name, n -> new double[gradient.length]);
                  for (int i = 0; i < gradient.length; i++) {
                    sum[i] += gradient[i] * share;
                  }
                });
      }
      supernet.step(paths, together, BATCH, RATE, 0);
      Map<String, float[]> after = supernet.values();
      expected.forEach(
          (name, gradient) -> {
            double largest = 1e-3 + Numbers.largest(before.get(name));
            for (int i = 0; i < gradient.length; i++) {
              assertThat((double) after.get(name)[i])
                  .as(name)
                  .isCloseTo(before.get(name)[i] - RATE * gradient[i], within(1e-5 * largest));
            }
          });
    }
  }

  @Test
  void leaveAllOtherWeightsAsTheyAre() {
    Definition definition = TestNetworks.nasBench201();
    ModelOptions options = ModelOptions.seeded(5).withAccumulates(true);
    try (Supernet supernet = build(definition, options)) {
      for (int i = 0; i < 20; i++) {
        List<Architecture> paths = TestNetworks.random(definition, 2, i);
        Set<String> touched = new HashSet<>();
        paths.forEach(p -> supernet.trained(p).forEach(w -> touched.add(w.name())));
        Map<String, float[]> before = supernet.values();
        supernet.step(paths, Together.MEAN, BATCH, RATE, i);
        Map<String, float[]> after = supernet.values();
        for (String name : before.keySet()) {
          if (touched.contains(name.replace("/momentum", ""))) {
            continue;
          }
          assertThat(after.get(name)).as(name).containsExactly(before.get(name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void ofOnePathAreStepsOfThatPath(Definition definition) {
    ModelOptions options =
        new ModelOptions(3, Optimization.DEFAULT, true, BatchNormMode.BATCH, 1)
            .withAccumulates(true);
    Architecture path = TestNetworks.random(definition, 1, 8).get(0);
    try (Supernet one = build(definition, options);
        Supernet several = build(definition, options)) {
      for (int i = 0; i < 3; i++) {
        double loss = one.step(path, BATCH, RATE, i);
        assertThat((double) several.step(List.of(path), Together.MEAN, BATCH, RATE, i))
            .isCloseTo(loss, within(1e-5 * loss));
      }
      Map<String, float[]> expected = one.values();
      several
          .values()
          .forEach(
              (name, value) ->
                  assertThat(Numbers.difference(value, expected.get(name)))
                      .as(name)
                      .isLessThanOrEqualTo(1e-5 * Math.max(0.1, Numbers.largest(value))));
    }
  }

  /** Who says what the teacher says has nothing to learn, by whichever divergence. */
  @ParameterizedTest
  @EnumSource(names = {"DISTILLED", "DISTILLED_ALPHA"})
  void thatDistillGiveTheTeachersWordToTheOthers(Together together) {
    Definition definition = TestNetworks.nested();
    Architecture path = Architecture.of(0, 1);
    try (Supernet supernet = build(definition, OPTIONS)) {
      Map<String, float[]> before = supernet.values();
      Map<String, float[]> gradients = supernet.gradients(path, BATCH);
      // The second says already what the first says: its gradient is zero.
      supernet.step(List.of(path, path), together, BATCH, RATE, 0);
      Map<String, float[]> after = supernet.values();
      for (WeightSpec weight : definition.weights(path)) {
        float[] gradient = gradients.get(weight.name());
        for (int i = 0; i < gradient.length; i++) {
          assertThat((double) after.get(weight.name())[i])
              .isCloseTo(before.get(weight.name())[i] - RATE * gradient[i] / 2, within(1e-6));
        }
      }
    }
  }

  /** A student that differs from its teacher moves otherwise than by the cross-entropy. */
  @Test
  void divergencesDiffer() {
    Definition definition = TestNetworks.nested();
    List<Architecture> paths = List.of(Architecture.of(0, 1), Architecture.of(1, 1));
    Map<Together, Map<String, float[]>> moved = new HashMap<>();
    for (Together together : List.of(Together.DISTILLED, Together.DISTILLED_ALPHA)) {
      try (Supernet supernet = build(definition, OPTIONS)) {
        supernet.step(paths, together, BATCH, RATE, 0);
        moved.put(together, supernet.values());
      }
    }
    Map<String, float[]> other = moved.get(Together.DISTILLED_ALPHA);
    assertThat(moved.get(Together.DISTILLED))
        .anySatisfy(
            (name, values) ->
                assertThat(Numbers.difference(values, other.get(name))).isGreaterThan(1e-5));
  }

  @Test
  void readTheNetworkOnlyToBuildTheModel() {
    AtomicInteger readings = new AtomicInteger();
    NasBench201 network = new NasBench201(2, 1);
    Definition definition =
        Definition.of(
            "counted",
            (b, x) -> {
              readings.incrementAndGet();
              return network.build(b, x);
            },
            RandomData.IMAGES);
    List<Architecture> paths = TestNetworks.random(definition, 4, 6);
    try (Supernet supernet = build(definition, OPTIONS)) {
      int before = readings.get();
      assertThat(before).isPositive();
      supernet.step(paths, Together.MEAN, BATCH, RATE, 0);
      supernet.step(paths.get(0), BATCH, RATE, 0);
      supernet.evaluate(paths.get(0), Part.VALIDATION);
      assertThat(readings.get()).isEqualTo(before);
    }
  }

  @Test
  void needAModelThatAccumulates() {
    Definition definition = TestNetworks.nested();
    Architecture path = Architecture.of(0, 1);
    try (Supernet supernet = build(definition, ModelOptions.seeded(1))) {
      assertThatThrownBy(() -> supernet.step(List.of(path, path), Together.MEAN, BATCH, RATE, 0))
          .isInstanceOf(SupernetException.class)
          .hasMessage(
              "A step of 2 paths needs a model that accumulates, and this one was built without; build it with 'accumulates' in its options.");
    }
  }

  private static Supernet build(Definition definition, ModelOptions options) {
    return Supernet.build(definition, RandomData.of(definition.task()), options);
  }
}
