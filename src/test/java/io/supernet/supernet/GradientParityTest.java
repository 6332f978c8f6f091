package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loss and gradients of the supernet on a path against the graph of that architecture alone.
 *
 * <p>Error of a variable: largest difference over its largest gradient. A gradient that is zero but
 * for rounding (a bias before batch normalization) has no relative error, so the divisor is at
 * least a thousandth of the architecture's largest gradient.
 */
class GradientParityTest {

  private static final double TOLERANCE = 1e-5;
  private static final double FLOOR = 1e-3;

  private static final ModelOptions OPTIONS =
      new ModelOptions(7, Optimization.DEFAULT, true, BatchNormMode.BATCH, 0);

  static List<Definition> everyPath() {
    return List.of(
        TestNetworks.inputs(),
        TestNetworks.nested(),
        TestNetworks.raw(),
        TestNetworks.shared(),
        TestNetworks.lookedUp());
  }

  @ParameterizedTest
  @MethodSource("everyPath")
  void everyArchitectureOfASmallSpace(Definition definition) {
    compare(definition, TestNetworks.all(definition));
  }

  @Test
  void nestedDecisionsSharedByBlocks() {
    Definition definition = TestNetworks.denseBlocks();
    compare(definition, TestNetworks.random(definition, 25, 1));
  }

  @Test
  void cellsThatShareWeightsBetweenInputs() {
    Definition definition = TestNetworks.cells();
    List<Architecture> architectures = new ArrayList<>();
    architectures.add(definition.parse("(0,conv_1x1,0,conv_1x1)(2,conv_1x1,2,conv_1x1)"));
    architectures.add(definition.parse("(0,conv_1x1,0,max_pool_3x3)(0,conv_1x1,1,conv_1x1)"));
    architectures.addAll(TestNetworks.random(definition, 18, 3));
    compare(definition, architectures);
  }

  @Test
  void darts() {
    Definition definition = TestNetworks.darts();
    compare(definition, TestNetworks.random(definition, 12, 4));
  }

  @Test
  void nasBench201() {
    Definition definition = TestNetworks.nasBench201();
    List<Architecture> architectures = new ArrayList<>();
    architectures.add(Architecture.of(3, 0, 2, 4, 3, 1)); // an edge "none"
    architectures.add(Architecture.of(3, 2, 0, 3, 0, 3)); // node 1 goes nowhere
    architectures.add(Architecture.of(0, 0, 0, 0, 0, 0)); // disconnected
    architectures.add(Architecture.of(3, 3, 3, 0, 0, 0)); // disconnected behind convolutions
    architectures.addAll(TestNetworks.random(definition, 26, 2));
    compare(definition, architectures);
  }

  @Test
  void mobileNet() {
    Definition definition = TestNetworks.mobileNet();
    List<Architecture> architectures = TestNetworks.random(definition, 20, 3);
    architectures.add(Architecture.of(5, 6, 5)); // the second layer skipped
    compare(definition, architectures);
  }

  @Test
  void nasBenchMacro() {
    Definition definition = TestNetworks.nasBenchMacro();
    compare(definition, TestNetworks.random(definition, 10, 4));
  }

  @Test
  void enasMicro() {
    Definition definition = TestNetworks.enasMicro(2);
    List<Architecture> architectures =
        Stream.of(
                "0 0 0 0 0 1 0 1 0 0 0 0 0 0 0 0", // 1 and 2 are ends, inputs coincide
                "1 0 1 1 1 0 1 0 1 4 1 4 1 0 1 0", // 0 and 2
                "0 0 1 1 1 2 0 0 1 0 0 3 0 1 1 1", // 2
                "0 0 0 1 2 0 2 0 0 1 0 0 2 1 2 4", // 1, node 2 twice
                "1 1 1 4 0 0 2 1 1 0 1 1 2 2 0 0", // none but the last node
                "1 0 1 3 2 1 1 0 1 1 1 2 2 0 2 0", // 0
                "0 4 0 4 0 4 0 4 0 2 0 2 0 3 0 3") // the same value twice, no weights
            .map(definition::parse)
            .toList();
    assertThat(architectures.stream().map(a -> ends(definition, a)).distinct()).hasSize(6);
    compare(definition, concat(architectures, TestNetworks.random(definition, 4, 3)));
  }

  @Test
  void enasMacro() {
    Definition definition = TestNetworks.enasMacro();
    List<Architecture> architectures =
        Stream.of(
                "0 1 0 2 0 0 3 0 0 0", // a plain chain
                "4 5 1 4 1 1 5 1 1 1", // all skip connections
                "0 0 0 0 0 1 0 0 0 0", // only one output is read after the reductions
                "3 2 1 1 0 0 0 1 0 0")
            .map(definition::parse)
            .toList();
    compare(definition, concat(architectures, TestNetworks.random(definition, 8, 3)));
  }

  private static Set<String> ends(Definition definition, Architecture architecture) {
    return definition.weights(architecture).stream()
        .map(WeightSpec::name)
        .filter(name -> name.startsWith("cell2/") && name.contains("_end/"))
        .collect(Collectors.toSet());
  }

  private static List<Architecture> concat(List<Architecture> some, List<Architecture> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Momentum and decay included. */
  @Test
  void weightsWithoutEffectAreLeftAloneInBoth() {
    Definition definition = TestNetworks.nasBench201();
    Architecture deadEnd = Architecture.of(3, 2, 0, 3, 0, 3);
    Split split = RandomData.of(definition.task());
    int[] batch = RandomData.batch(16, 1);
    List<String> dead =
        definition.weights(deadEnd).stream()
            .map(WeightSpec::name)
            .filter(name -> name.contains("edge_0_1"))
            .toList();
    assertThat(dead).hasSize(9);
    try (Supernet supernet = Supernet.build(definition, split, OPTIONS);
        StandAlone alone = StandAlone.build(definition, deadEnd, split, OPTIONS)) {
      for (Model model : List.of(supernet, alone)) {
        Map<String, float[]> gradients = model.gradients(deadEnd, batch);
        assertThat(dead).allSatisfy(name -> assertThat(gradients.get(name)).containsOnly(0f));
        assertThat(model.trained(deadEnd))
            .extracting(WeightSpec::name)
            .doesNotContainAnyElementsOf(dead)
            .isNotEmpty();
        Map<String, float[]> before = model.values();
        model.step(deadEnd, batch, 0.1, 0);
        Map<String, float[]> after = model.values();
        assertThat(before.keySet().stream().filter(name -> name.contains("edge_0_1")))
            .isNotEmpty()
            .allSatisfy(name -> assertThat(after.get(name)).isEqualTo(before.get(name)));
      }
    }
  }

  private static void compare(Definition definition, List<Architecture> architectures) {
    Split split = RandomData.of(definition.task());
    int[] batch = RandomData.batch(16, 1);
    Set<String> moved = new TreeSet<>();
    try (Supernet supernet = Supernet.build(definition, split, OPTIONS)) {
      for (Architecture architecture : architectures) {
        try (StandAlone alone = StandAlone.build(definition, architecture, split, OPTIONS)) {
          Map<String, float[]> expected = alone.gradients(architecture, batch);
          Map<String, float[]> actual = supernet.gradients(architecture, batch);
          assertThat(actual.keySet()).isEqualTo(expected.keySet());
          assertThat(supernet.trained(architecture)).isEqualTo(alone.trained(architecture));
          double floor =
              FLOOR * expected.values().stream().mapToDouble(Numbers::largest).max().orElseThrow();
          assertThat(floor).isPositive();
          for (String name : expected.keySet()) {
            double error =
                Numbers.difference(actual.get(name), expected.get(name))
                    / Math.max(floor, Numbers.largest(expected.get(name)));
            assertThat(error).as("%s of %s", name, architecture).isLessThan(TOLERANCE);
            if (Numbers.largest(expected.get(name)) > floor) {
              moved.add(name);
            }
          }
          double loss = alone.step(architecture, batch, 0, 0);
          assertThat((double) supernet.step(architecture, batch, 0, 0))
              .isCloseTo(loss, offset(TOLERANCE * loss));
        }
      }
    }
    Set<String> all =
        architectures.stream()
            .flatMap(a -> definition.weights(a).stream())
            .map(WeightSpec::name)
            .collect(Collectors.toSet());
    assertThat(moved).as("weights with a gradient somewhere").hasSizeGreaterThan(all.size() / 2);
  }
}
