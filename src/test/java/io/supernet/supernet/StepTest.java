package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a training step does: against the graph of the architecture alone, and by hand. */
class StepTest {

  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 0.05;
  private static final double CLIP = 0.05;
  private static final double RATE = 0.1;

  /**
   * Where the input of a rectifier is within rounding of 0, it may be on in the supernet and off
   * alone: the weights of this seed have none such in five steps, whatever the kernels.
   */
  private static final long SEED = 13;

  private static final ModelOptions OPTIONS =
      new ModelOptions(
          SEED, new Optimization(MOMENTUM, DECAY, CLIP, 0.1), true, BatchNormMode.BATCH, 0);

  static List<Definition> definitions() {
    return List.of(
        TestNetworks.nasBench201(),
        TestNetworks.denseBlocks(),
        TestNetworks.nested(),
        TestNetworks.shared(),
        TestNetworks.cells());
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void fiveStepsEndWhereTheArchitectureAloneEnds(Definition definition) {
    Split split = RandomData.of(definition.task());
    for (Architecture path : TestNetworks.random(definition, 3, 9)) {
      try (Supernet supernet = Supernet.build(definition, split, OPTIONS);
          StandAlone alone = StandAlone.build(definition, path, split, OPTIONS)) {
        for (int i = 0; i < 5; i++) {
          int[] batch = RandomData.batch(16, i);
          assertThat(Numbers.norm(supernet.gradients(path, batch)))
              .as("clipped")
              .isGreaterThan(CLIP);
          float loss = alone.step(path, batch, RATE, i);
          assertThat(supernet.step(path, batch, RATE, i)).isCloseTo(loss, offset(1e-5f * loss));
        }
        Map<String, float[]> shared = supernet.values();
        Map<String, float[]> own = alone.values();
        assertThat(supernet.trained(path)).isEqualTo(alone.trained(path));
        for (WeightSpec weight : alone.trained(path)) {
          for (String name : List.of(weight.name(), weight.name() + "/momentum")) {
            assertThat(Numbers.difference(shared.get(name), own.get(name)))
                .as("%s of %s", name, path)
                .isLessThanOrEqualTo(1e-5 * Math.max(0.1, Numbers.largest(own.get(name))));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void aStepIsClippedDecayedNesterovMomentum(Definition definition) {
    try (Supernet supernet =
        Supernet.build(definition, RandomData.of(definition.task()), OPTIONS)) {
      for (Architecture path : TestNetworks.random(definition, 4, 5)) {
        int[] batch = RandomData.batch(16, 1);
        // Only crops of seed 0 are those of the gradients. The second step finds momentum there.
        for (int i = 0; i < 2; i++) {
          Map<String, float[]> before = supernet.values();
          Map<String, float[]> gradients = supernet.gradients(path, batch);
          supernet.step(path, batch, RATE, 0);
          Map<String, float[]> after = supernet.values();
          double scale = CLIP / Numbers.norm(gradients);
          assertThat(scale).as("clipped").isLessThan(1);
          for (WeightSpec weight : supernet.trained(path)) {
            byHand(weight, scale, gradients.get(weight.name()), before, after);
          }
        }
      }
    }
  }

  @Test
  void gradientsWithinTheBoundAreLeftAlone() {
    Definition definition = TestNetworks.nested();
    Optimization wide = new Optimization(0, 0, 1000, 0);
    Architecture path = Architecture.of(0, 1);
    int[] batch = RandomData.batch(16, 1);
    try (Supernet supernet =
        Supernet.build(
            definition,
            RandomData.of(definition.task()),
            new ModelOptions(1, wide, false, BatchNormMode.BATCH, 0))) {
      float[] before = supernet.values().get("head/kernel");
      float[] gradient = supernet.gradients(path, batch).get("head/kernel");
      supernet.step(path, batch, RATE, 0);
      float[] after = supernet.values().get("head/kernel");
      for (int i = 0; i < before.length; i++) {
        assertThat((double) after[i]).isCloseTo(before[i] - RATE * gradient[i], offset(1e-6));
      }
    }
  }

  @Test
  void anArchitectureOfAnotherSpaceIsRefused() {
    Definition definition = TestNetworks.nested();
    try (Supernet supernet =
        Supernet.build(definition, RandomData.of(definition.task()), OPTIONS)) {
      assertRefused(
          () -> supernet.step(Architecture.of(3, 0), new int[] {1, 2}, RATE, 0), "has 3 options");
    }
  }

  private static void byHand(
      WeightSpec weight,
      double scale,
      float[] gradient,
      Map<String, float[]> before,
      Map<String, float[]> after) {
    float[] w = before.get(weight.name());
    float[] velocity = before.get(weight.name() + "/momentum");
    for (int i = 0; i < w.length; i++) {
      double g = gradient[i] * scale + (weight.decay() ? DECAY * w[i] : 0);
      double v = MOMENTUM * velocity[i] + g;
      assertThat((double) after.get(weight.name() + "/momentum")[i])
          .as(weight.name())
          .isCloseTo(v, offset(1e-6));
      assertThat((double) after.get(weight.name())[i])
          .as(weight.name())
          .isCloseTo(w[i] - RATE * (g + MOMENTUM * v), offset(1e-6 * Math.max(1, Math.abs(w[i]))));
    }
  }
}
