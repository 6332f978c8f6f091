package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.space.Decision;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnasMacroTest {

  private static final Task CIFAR = Task.images(32, 32, 3, 10);

  /** The layers that the authors' script trains in the end. */
  private static final String PUBLISHED =
      """
      0
      3 0
      0 1 0
      2 0 0 1
      2 0 0 0 0
      3 1 1 0 1 0
      2 0 0 0 0 0 1
      2 0 1 1 0 1 1 1
      1 0 1 1 1 0 1 0 1
      0 0 0 0 0 0 0 0 0 0
      2 0 0 0 0 0 1 0 0 0 0
      0 1 0 0 1 1 0 0 0 0 1 1
      2 0 1 0 0 0 0 0 1 0 1 1 0
      1 0 0 1 0 0 0 1 1 1 0 1 0 1
      0 1 1 0 1 0 1 0 0 0 0 0 1 0 0
      2 0 0 1 0 0 0 0 0 0 0 1 0 1 0 1
      2 0 1 0 0 0 1 0 0 1 1 1 1 0 0 1 0
      2 0 0 0 0 1 0 1 0 1 0 0 1 0 1 0 0 1
      3 0 1 1 0 1 0 0 0 0 0 1 0 1 0 1 0 0 0
      3 0 1 1 0 0 0 0 0 0 0 0 0 1 1 0 0 0 0 1
      0 1 0 0 1 0 1 1 0 0 0 1 0 0 0 0 0 1 1 0 0
      3 0 1 0 1 1 0 0 1 0 1 1 0 1 1 0 1 0 0 1 0 0
      0 1 0 1 0 1 0 0 0 0 0 0 0 0 1 0 1 0 0 1 0 0 0
      0 1 1 0 0 0 1 1 1 0 1 0 0 0 1 0 1 0 0 1 1 0 0 0
      """;

  /** Every operation twice, some skip connections. */
  private static final String MIXED =
      "0 1 0 2 0 1 3 0 0 0 4 0 1 0 1 5 0 0 0 0 0 0 0 1 0 1 0 1 1 0 0 0 0 0 0 0 2 0 1 0 1 0 1 0 1"
          + " 3 0 0 0 0 0 0 0 0 0 4 0 1 0 1 0 1 0 1 0 1 5 0 0 0 0 0 0 0 0 0 0 0";

  private static final Definition PAPER = definition(36, 12);

  @Test
  void decidesInTheOrderOfAnArc() {
    assertThat(PAPER.space().decisions()).hasSize(12 + 66);
    assertThat(PAPER.space().decisions())
        .extracting(Decision::name)
        .startsWith(
            "layer0_op", "layer1_op", "layer1_skip0", "layer2_op", "layer2_skip0", "layer2_skip1")
        .endsWith("layer11_skip9", "layer11_skip10");
    assertThat(PAPER.space().decisions())
        .allSatisfy(d -> assertThat(d.conditions()).as(d.name()).isEmpty());
    assertThat(PAPER.space().decisions().get(0).options())
        .containsExactly(
            "conv_3x3", "sep_conv_3x3", "conv_5x5", "sep_conv_5x5", "avg_pool_3x3", "max_pool_3x3");
    assertThat(PAPER.space().decisions().get(2).options()).containsExactly("no", "yes");
  }

  @Test
  void hasTheSizeOfThePaper() {
    assertThat(PAPER.space().size())
        .isEqualTo(BigInteger.valueOf(6).pow(12).multiply(BigInteger.TWO.pow(66)))
        .isEqualTo(new BigInteger("160618186625454535808756219904"));
  }

  /** Counted apart, by a script of its own, from the authors' search network. */
  @Test
  void costsOfThePublishedLayers() {
    Definition large = definition(96, 24);
    assertThat(large.cost(large.parse(PUBLISHED))).isEqualTo(new Cost(1_563_839_434L, 3_298_570));
  }

  @Test
  void costsOfAllOperations() {
    assertThat(PAPER.cost(PAPER.parse(MIXED))).isEqualTo(new Cost(65_012_338, 134_110));
  }

  @Test
  void skipConnectionsCostNothing() {
    Definition small = definition(2, 4);
    assertThat(small.cost(small.parse("0 0 1 0 1 1 0 1 1 1")))
        .isEqualTo(small.cost(small.parse("0 0 0 0 0 0 0 0 0 0")));
  }

  @Test
  void weightsDependOnTheOperationAlone() {
    Definition small = definition(2, 4);
    assertThat(small.weights(small.parse("0 0 1 0 1 1 0 1 1 1")))
        .isEqualTo(small.weights(small.parse("0 0 0 0 0 0 0 0 0 0")));
    assertThat(small.weights(small.parse("0 0 0 5 0 0 0 0 0 0")).stream().map(WeightSpec::name))
        .contains("layer2/layer2_op/max_pool_3x3/in/conv/kernel", "layer2/bn/scale")
        .doesNotContain("layer2/layer2_op/conv_3x3/in/conv/kernel", "layer0/bn/scale");
  }

  @Test
  void everyArchitectureIsConnected() {
    Definition small = definition(2, 3);
    assertThat(small.space().connected(small.parse("4 5 0 4 0 0"))).isTrue();
    assertThat(small.space().connected(small.parse("5 5 1 5 1 1"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"28, 28, 1", "7, 5, 3", "1, 8, 3"})
  void takesImagesOfOtherSizes(int height, int width, int channels) {
    Definition other =
        Definition.of("enas", new EnasMacro(3, 5), Task.images(height, width, channels, 4));
    assertThat(other.space().sample(new Random(1)).length()).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 12, channels: 1; it takes 2 to",
    "1025, 12, channels: 1025; it takes 2 to",
    "36, 2, layers: 2; it takes 3 to",
    "36, 49, layers: 49; it takes 3 to"
  })
  void refusesSizesOutOfRange(int channels, int layers, String why) {
    assertRefused(() -> new EnasMacro(channels, layers), why);
  }

  private static Definition definition(int channels, int layers) {
    return Definition.of("enas-macro", new EnasMacro(channels, layers), CIFAR);
  }
}
