package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step with clipping, weight decay and momentum trains the chosen path and nothing else. */
class PathTrainingTest {

  /** A gradient that changes a weight of size 1 by more than its last bit. */
  private static final double PERCEPTIBLE = 1e-5;

  private static final ModelOptions OPTIONS =
      new ModelOptions(3, new Optimization(0.9, 1e-2, 1, 0), true, BatchNormMode.BATCH, 0);

  static List<Definition> definitions() {
    return List.of(
        TestNetworks.nasBench201(),
        TestNetworks.denseBlocks(),
        TestNetworks.nested(),
        TestNetworks.shared(),
        TestNetworks.cells(),
        TestNetworks.darts(),
        TestNetworks.mobileNet(),
        TestNetworks.elastic(true),
        TestNetworks.enasMicro(1),
        TestNetworks.enasMacro());
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void onlyTheChosenPathTrains(Definition definition) {
    onlyTheChosenPathTrains(definition, 3);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  @Tag("nightly")
  void onlyTheChosenPathTrainsWithTheGradientsOfEach(Definition definition) {
    onlyTheChosenPathTrains(definition, 1);
  }

  /**
   * Off the path all is looked at after each step, on it after each {@code every}-th: TensorFlow
   * prepares the gradients of each path anew, which takes ten times as long as the step.
   */
  private static void onlyTheChosenPathTrains(Definition definition, int every) {
    Set<String> everTrained = new HashSet<>();
    try (Supernet supernet =
        Supernet.build(definition, RandomData.of(definition.task()), OPTIONS)) {
      Map<String, float[]> before = supernet.values();
      List<Architecture> paths = TestNetworks.random(definition, 50, 4);
      for (int i = 0; i < paths.size(); i++) {
        Architecture path = paths.get(i);
        int[] batch = RandomData.batch(8, path.hashCode());
        boolean looked = i % every == 0;
        Map<String, float[]> gradients = looked ? supernet.gradients(path, batch) : Map.of();
        supernet.step(path, batch, 0.1, 0);
        Map<String, float[]> after = supernet.values();
        Set<String> weights =
            supernet.trained(path).stream().map(WeightSpec::name).collect(Collectors.toSet());
        for (String name : after.keySet()) {
          String weight = name.replaceFirst("/momentum$", "");
          if (!weights.contains(weight)) {
            // Bit by bit: compares float arrays by Float.floatToIntBits.
            assertThat(after.get(name)).as("%s, not on %s", name, path).isEqualTo(before.get(name));
          } else if (looked && Numbers.largest(gradients.get(weight)) > PERCEPTIBLE) {
            assertThat(after.get(name)).as("%s of %s", name, path).isNotEqualTo(before.get(name));
            everTrained.add(weight);
          }
        }
        before = after;
      }
      assertThat(before)
          .hasSize(2 * (int) before.keySet().stream().filter(n -> n.endsWith("/momentum")).count());
      assertThat(everTrained).hasSizeGreaterThan(before.size() / 4);
    }
  }
}
