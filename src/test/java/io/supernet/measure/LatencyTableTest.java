package io.supernet.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.supernet.Progress;
import io.supernet.measure.LatencyTable.Point;
import io.supernet.network.Definition;
import io.supernet.network.PlacedCandidate;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.spaces.NasBench201;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyTableTest {

  private static final Definition DEFINITION =
      Definition.of("cells", new NasBench201(2, 1), Task.images(8, 8, 1, 2));

  /** Three cells of six edges each; by hand 2 * 2 * 9 * 64 MACs and 36 + 4 parameters. */
  @Test
  void candidatesAreListedByPlaceWithTheirCost() {
    Architecture cell = Architecture.of(3, 0, 1, 1, 4, 2);
    List<PlacedCandidate> candidates = DEFINITION.candidates(cell);
    assertThat(candidates).hasSize(18);
    assertThat(candidates.get(0).path()).isEqualTo("stage0_cell0/edge_0_1/nor_conv_3x3/");
    assertThat(candidates.get(0).kind()).isEqualTo("nor_conv_3x3 [-1, 8, 8, 2] 2304 40");
    assertThat(candidates.stream().map(PlacedCandidate::kind).distinct()).hasSize(15);
    long inside = candidates.stream().mapToLong(c -> c.cost().macs()).sum();
    Architecture none = Architecture.of(0, 0, 0, 0, 0, 0);
    assertThat(inside + DEFINITION.cost(none).macs()).isEqualTo(DEFINITION.cost(cell).macs());
  }

  @Test
  void aPredictionIsTheLineThroughTheSumOfItsCandidates() {
    Map<String, Double> millis = Map.of("nor_conv_3x3 [-1, 8, 8, 2] 2304 40", 0.5);
    LatencyTable table = new LatencyTable(1, millis, 1e-3, 7, 2, 0, 0, 0);
    // 7 + 2 (0.5 for the first stage, and 1 ms for a thousand MACs of the others).
    assertThat(table.predict(DEFINITION, Architecture.of(0, 0, 0, 3, 0, 0)))
        .isCloseTo(7 + 2 * (0.5 + 2 * 2.304), within(1e-9));
    assertThat(table.predict(DEFINITION, Architecture.of(0, 0, 0, 1, 0, 0))).isEqualTo(7);
  }

  @Test
  void theLineIsThatOfLeastSquares() {
    LatencyTable table = fitted(new Point(1, 5), new Point(2, 6), new Point(3, 9));
    assertThat(table.factor()).isCloseTo(2, within(1e-9));
    assertThat(table.fixedMillis()).isCloseTo(20 / 3.0 - 4, within(1e-9));
    assertThat(table.caution()).isEmpty();
  }

  @Test
  void noiseDoesNotMakeMoreWorkFaster() {
    List<LatencyTable> tables =
        List.of(fitted(new Point(1, 5), new Point(2, 3)), fitted(new Point(1, 5), new Point(1, 3)));
    for (LatencyTable table : tables) {
      assertThat(table.factor()).isZero();
      assertThat(table.fixedMillis()).isEqualTo(4);
      assertThat(table.caution().orElseThrow())
          .startsWith("latency tells no architectures apart, each is predicted at 4.000 ms: ")
          .endsWith("or give 'supernet latency' a larger '--batch-size'");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyTable(1, Map.of(), 0, 4, -0.1, 0, 0, 0))
        .withMessageContaining("By a factor of -0.1, more work would take less time");
  }

  private static LatencyTable fitted(Point... points) {
    return new LatencyTable(1, Map.of(), 0, 0, 1, 0, 0, 0).fitted(List.of(points));
  }

  @Test
  void everyCandidateThatComputesIsTimed() {
    LatencyTable table =
        LatencyTable.measure(DEFINITION, 4, new SplittableRandom(1), Progress.SILENT);
    assertThat(table.candidateMillis()).hasSize(12);
    table
        .candidateMillis()
        .forEach(
            (kind, millis) -> {
              if (kind.startsWith("skip_connect")) {
                assertThat(millis).isZero();
              } else {
                assertThat(millis).as(kind).isPositive();
              }
            });
    assertThat(table.checked()).isEqualTo(10);
    assertThat(table.worstError()).isGreaterThanOrEqualTo(table.meanError());
  }

  @Test
  void allRunsInTurn() {
    int[] calls = new int[2];
    List<Runnable> runs = List.of(() -> calls[0]++, () -> calls[1]++);
    assertThat(Latency.inTurn(runs)).hasSize(2).allMatch(latency -> latency.runs() == 200);
    assertThat(calls).containsExactly(205, 205);
  }
}
