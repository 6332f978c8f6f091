package io.supernet.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {

  private static final List<String> OPERATIONS = List.of("skip_connect", "conv_1x1", "none");
  private static final Definition TWO_NODES = cell(4, 3, 2);

  @Test
  void aNodeIsTwoInputsAndTwoOperations() {
    assertThat(TWO_NODES.space().decisions())
        .extracting(Decision::name)
        .containsExactly(
            "node_2_input1",
            "node_2_op1",
            "node_2_input2",
            "node_2_op2",
            "node_3_input1",
            "node_3_op1",
            "node_3_input2",
            "node_3_op2");
    assertThat(TWO_NODES.space().decisions())
        .allSatisfy(decision -> assertThat(decision.conditions()).isEmpty());
    assertThat(TWO_NODES.space().decisions().get(4).options()).containsExactly("0", "1", "2");
  }

  @Test
  void isAsLargeAsItsEncoding() {
    assertThat(TWO_NODES.space().size()).isEqualTo(BigInteger.valueOf(2 * 2 * 3 * 3 * 81L));
    assertThat(Definitions.load(Definitions.find("cell")).space().size())
        .isEqualTo(BigInteger.valueOf(120L * 120 * 390_625));
  }

  @Test
  void bothInputsShareTheWeightsOfAnEdge() {
    Architecture shared = TWO_NODES.parse("(0,conv_1x1,0,conv_1x1)(1,conv_1x1,0,skip_connect)");
    Architecture swapped = TWO_NODES.parse("(0,conv_1x1,0,conv_1x1)(0,skip_connect,1,conv_1x1)");
    assertThat(names(shared))
        .isEqualTo(names(swapped))
        .contains("cell0/edge_0_2/conv_1x1/conv/kernel");
    // One convolution of 4x4 in the first cell, where both inputs coincide.
    Architecture once = TWO_NODES.parse("(0,conv_1x1,0,skip_connect)(1,conv_1x1,0,skip_connect)");
    assertThat(TWO_NODES.cost(shared)).isEqualTo(TWO_NODES.cost(once));
  }

  @Test
  void isDisconnectedIfAllNodesAre() {
    assertThat(
            TWO_NODES.space().connected(TWO_NODES.parse("(0,none,1,none)(2,skip_connect,1,none)")))
        .isFalse();
    assertThat(
            TWO_NODES.space().connected(TWO_NODES.parse("(0,none,1,none)(1,skip_connect,1,none)")))
        .isTrue();
  }

  @Test
  void cellsAreReadAndWritten() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      Architecture architecture = TWO_NODES.space().sample(random);
      assertThat(TWO_NODES.parse(TWO_NODES.format(architecture))).isEqualTo(architecture);
    }
    String text = "(0,skip_connect,1,none)(2,conv_1x1,0,skip_connect)";
    assertThat(TWO_NODES.format(TWO_NODES.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0,none; write (input1,op1,input2,op2) for each node",
        "(0,none,1,none); it has 1 nodes instead of 2",
        "(0,none,1,none)(0,none),(1,none); 'none)' for node_3_op1 is none of",
        "(0,none,1,none,0)(none,1,none); (0,none,1,none,0) has 5 entries instead of",
        "(0,none)(1,none)(0,none)(1,none); (0,none) has 2 entries instead of",
        "(2,none,1,none)(0,none,1,none); '2' for node_2_input1 is none of [0, 1]",
        "(0,conv,1,none)(0,none,1,none); 'conv' for node_2_op1 is none of [skip_connect,"
      })
  void refusesOtherText(String text, String why) {
    assertThatThrownBy(() -> TWO_NODES.parse(text)).hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 2, channels: 0", "4, 0, 2, cells: 0", "4, 3, 0, nodes: 0"})
  void refusesBadSizes(int channels, int cells, int nodes, String value) {
    assertThatThrownBy(() -> cell(channels, cells, nodes)).hasMessageContaining(value);
  }

  private static List<String> names(Architecture architecture) {
    return TWO_NODES.weights(architecture).stream().map(WeightSpec::name).sorted().toList();
  }

  private static Definition cell(int channels, int cells, int nodes) {
    return Definition.of(
        "cell", new Cell(channels, cells, nodes, OPERATIONS), Task.images(16, 16, 3, 10));
  }
}
