package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnasMicroTest {

  private static final Task CIFAR = Task.images(32, 32, 3, 10);

  /** The cells that the authors' script trains in the end. */
  private static final String PUBLISHED =
      "0 2 0 0 0 4 0 1 0 4 1 1 1 0 0 1 0 2 1 1 1 0 1 0 0 3 0 2 1 1 3 1 1 0 0 4 0 3 1 1";

  private static final Definition PAPER = definition(20, 8, 5);

  @Test
  void decidesInTheOrderOfAnArc() {
    assertThat(PAPER.space().decisions()).hasSize(40);
    assertThat(PAPER.space().decisions())
        .extracting(Decision::name)
        .startsWith(
            "normal_2_input1", "normal_2_op1", "normal_2_input2", "normal_2_op2", "normal_3_input1")
        .endsWith("reduce_6_input1", "reduce_6_op1", "reduce_6_input2", "reduce_6_op2");
    assertThat(PAPER.space().decisions())
        .allSatisfy(d -> assertThat(d.conditions()).as(d.name()).isEmpty());
    assertThat(PAPER.space().decisions().get(18).options())
        .containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(PAPER.space().decisions().get(19).options())
        .containsExactly(
            "sep_conv_3x3", "sep_conv_5x5", "avg_pool_3x3", "max_pool_3x3", "skip_connect");
  }

  @Test
  void decidesOnTheNormalCellFirstEvenWhereAReductionCellStandsBefore() {
    assertThat(definition(2, 3, 1).space().decisions())
        .extracting(Decision::name)
        .startsWith("normal_2_input1");
  }

  @Test
  void hasTheSizeOfItsArcs() {
    BigInteger slots = BigInteger.valueOf(3125 * 720); // 5^5 operations, 2 * 3 * 4 * 5 * 6 states
    assertThat(PAPER.space().size())
        .isEqualTo(slots.pow(4))
        .isEqualTo(new BigInteger("25628906250000000000000000"));
    // The paper's number of networks, (5 * (7 - 2)!)^4.
    assertThat(PAPER.space().size().divide(BigInteger.valueOf(3750).pow(4)))
        .isEqualTo(BigInteger.valueOf(129_600_000_000L));
  }

  /** Counted apart, by a script of its own, from the authors' search network. */
  @ParameterizedTest
  @CsvSource({"20, 8, 529310, 81101610", "36, 17, 3151126, 480228778"})
  void costsOfThePublishedCells(int channels, int cells, long parameters, long macs) {
    Definition definition = definition(channels, cells, 5);
    assertThat(definition.cost(definition.parse(PUBLISHED))).isEqualTo(new Cost(macs, parameters));
  }

  @Test
  void endsAreWhatNoNodeReads() {
    // The normal cell reads only its inputs and leaves all five nodes, the last one always an end;
    // the reduction cell reads node 3, the second.
    List<String> ends =
        PAPER.weights(PAPER.parse(PUBLISHED)).stream()
            .map(WeightSpec::name)
            .filter(name -> name.contains("_end/"))
            .toList();
    assertThat(ends.stream().filter(name -> name.startsWith("cell0/")))
        .containsExactly(
            "cell0/normal_2_end/loose/conv/kernel",
            "cell0/normal_3_end/loose/conv/kernel",
            "cell0/normal_4_end/loose/conv/kernel",
            "cell0/normal_5_end/loose/conv/kernel");
    assertThat(ends.stream().filter(name -> name.startsWith("cell2/")))
        .containsExactly(
            "cell2/reduce_2_end/loose/conv/kernel",
            "cell2/reduce_4_end/loose/conv/kernel",
            "cell2/reduce_5_end/loose/conv/kernel");
  }

  @Test
  void unreadInputsAreEndsToo() {
    Definition one = definition(2, 3, 1);
    List<String> names =
        one.weights(one.parse("1 4 1 4 0 4 1 4")).stream().map(WeightSpec::name).toList();
    assertThat(names)
        .contains("cell2/normal_0_end/loose/conv/kernel")
        .doesNotContain("cell2/normal_1_end/loose/conv/kernel")
        .noneMatch(name -> name.contains("/reduce_") && name.contains("_end/"));
  }

  @Test
  void weightsBelongToASlotAndTheStateItReads() {
    Definition one = definition(2, 3, 1);
    Cost both = one.cost(one.parse("0 0 0 0 0 4 1 4"));
    Cost single = one.cost(one.parse("0 0 0 4 0 4 1 4"));
    // One more pair of depthwise, 1x1 convolution and batch normalization, of 8 channels.
    assertThat(both.parameters() - single.parameters()).isEqualTo(2 * (9 * 8 + 8 * 8 + 2 * 8));
    List<WeightSpec> other = one.weights(one.parse("1 0 0 0 0 4 1 4"));
    assertThat(other.stream().map(WeightSpec::name))
        .contains(
            "cell2/normal_2_input1/1/normal_2_op1/sep_conv_3x3/first/depthwise/kernel",
            "cell2/normal_2_input2/0/normal_2_op2/sep_conv_3x3/first/depthwise/kernel");
  }

  @Test
  void everyArchitectureIsConnected() {
    Definition small = definition(2, 3, 3);
    Random random = new Random(1);
    assertThat(IntStream.range(0, 200).mapToObj(i -> small.space().decisions()))
        .allMatch(
            decisions ->
                small
                    .space()
                    .connected(
                        Architecture.of(
                            decisions.stream()
                                .mapToInt(d -> random.nextInt(d.options().size()))
                                .toArray())));
  }

  @ParameterizedTest
  @CsvSource({"28, 28, 1", "7, 5, 3", "1, 8, 3"})
  void takesImagesOfOtherSizes(int height, int width, int channels) {
    Definition other =
        Definition.of("enas", new EnasMicro(2, 5, 2), Task.images(height, width, channels, 4));
    assertThat(other.space().sample(new Random(1)).length()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 5, channels: 1; it takes 2 to",
    "1025, 8, 5, channels: 1025; it takes 2 to",
    "20, 2, 5, cells: 2; it takes 3 to",
    "20, 101, 5, cells: 101; it takes 3 to",
    "20, 8, 0, nodes: 0; it takes 1 to",
    "20, 8, 17, nodes: 17; it takes 1 to"
  })
  void refusesSizesOutOfRange(int channels, int cells, int nodes, String why) {
    assertRefused(() -> new EnasMicro(channels, cells, nodes), why);
  }

  private static Definition definition(int channels, int cells, int nodes) {
    return Definition.of("enas-micro", new EnasMicro(channels, cells, nodes), CIFAR);
  }
}
