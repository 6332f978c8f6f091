package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.ToySpaces;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NasBench201Test {

  private static final Task CIFAR = Task.images(32, 32, 3, 10);
  private static final Definition PAPER = definition(16, 5);

  /** A row of the published table, a sample of which is the resource read here. */
  record Row(String arch, BigDecimal flopsM, BigDecimal paramsM, boolean connected) {}

  static Stream<Row> published() throws Exception {
    return Resources.readLines(
            Resources.getResource(NasBench201Test.class, "nasbench201_sample.csv"),
            StandardCharsets.UTF_8)
        .stream()
        .skip(1)
        .map(line -> Splitter.on(',').splitToList(line))
        .map(
            c ->
                new Row(
                    c.get(1),
                    new BigDecimal(c.get(3)),
                    new BigDecimal(c.get(4)),
                    c.get(5).equals("1")));
  }

  @Test
  void hasSixDecisionsOfFiveOperationsThatAllCellsObey() {
    assertThat(PAPER.space().decisions())
        .extracting(Decision::name)
        .containsExactly("edge_0_1", "edge_0_2", "edge_1_2", "edge_0_3", "edge_1_3", "edge_2_3");
    assertThat(PAPER.space().decisions())
        .allSatisfy(
            d -> {
              assertThat(d.conditions()).isEmpty();
              assertThat(d.options())
                  .containsExactly(
                      "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
            });
    assertThat(PAPER.space().size()).isEqualTo(BigInteger.valueOf(15_625));
  }

  @ParameterizedTest
  @MethodSource("published")
  void costsAndConnectsAsPublished(Row row) {
    Architecture architecture = PAPER.parse(row.arch());
    Cost cost = PAPER.cost(architecture);
    assertThat(BigDecimal.valueOf(cost.macs(), 6)).isEqualByComparingTo(row.flopsM());
    assertThat(BigDecimal.valueOf(cost.parameters(), 6)).isEqualByComparingTo(row.paramsM());
    assertThat(PAPER.space().connected(architecture)).isEqualTo(row.connected());
  }

  @Test
  void sampleHoldsCellsOfBothKinds() throws Exception {
    assertThat(published()).hasSize(100);
    assertThat(published().filter(row -> !row.connected())).hasSize(20);
  }

  @Test
  void cutsThePathIn341Cells() {
    Definition small = definition(1, 1);
    assertThat(ToySpaces.all(small.space()))
        .hasSize(15_625)
        .filteredOn(a -> !small.space().connected(a))
        .hasSize(341);
  }

  @Test
  void countsAllCandidatesInTheSupernet() {
    Architecture idle = Architecture.of(0, 0, 0, 0, 0, 0);
    // On each edge of each of 5 cells a stage: a 1x1 and a 3x3 convolution, each with scale,
    // offset.
    long edges = 0;
    for (long width : List.of(16L, 32L, 64L)) {
      edges += 6 * 5 * (10 * width * width + 4 * width);
    }
    assertThat(PAPER.supernetParameters()).isEqualTo(PAPER.cost(idle).parameters() + edges);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, channels: 0",
    "1025, 5, channels: 1025",
    "16, 0, cells_per_stage: 0",
    "16, 101, cells_per_stage: 101"
  })
  void refusesSizesOutOfRange(int channels, int cells, String value) {
    assertRefused(() -> new NasBench201(channels, cells), value, "it takes 1 to");
  }

  private static Definition definition(int channels, int cells) {
    return Definition.of("nasbench201", new NasBench201(channels, cells), CIFAR);
  }
}
