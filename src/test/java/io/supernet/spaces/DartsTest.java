package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DartsTest {

  private static final Task CIFAR = Task.images(32, 32, 3, 10);
  private static final Task IMAGENET = Task.images(224, 224, 3, 1000);
  private static final List<String> OPERATIONS = CellOperations.NAMES.subList(0, 8);
  private static final Definition SMALL =
      Definition.of("darts", new Darts(2, 3, OPERATIONS, false), CIFAR);

  @Test
  void hasAPairOfInputsAndTwoOperationsANode() {
    assertThat(SMALL.space().decisions())
        .hasSize(22)
        .allSatisfy(decision -> assertThat(decision.conditions()).isEmpty());
    assertThat(SMALL.space().decisions().subList(0, 5))
        .extracting(Decision::name)
        .containsExactly(
            "normal_2_op1", "normal_2_op2", "normal_3_inputs", "normal_3_op1", "normal_3_op2");
    assertThat(SMALL.space().decisions().get(2).options()).containsExactly("0+1", "0+2", "1+2");
  }

  @Test
  void isAsLargeAsThePaperSays() {
    // 1, 3, 6 and 10 pairs for the four nodes, two operations each; two kinds of cells.
    BigInteger pairs = BigInteger.valueOf(180);
    assertThat(SMALL.space().size())
        .isEqualTo(pairs.multiply(BigInteger.valueOf(8).pow(8)).pow(2))
        .isEqualTo(new BigInteger("9119789245425254400"));
    // The paper's 10^18 counts cells without "none", which its results never have.
    Darts derived = new Darts(2, 3, OPERATIONS.subList(1, 8), false);
    assertThat(Definition.of("darts", derived, CIFAR).space().size())
        .isEqualTo(BigInteger.valueOf(1_037_664_180L).pow(2));
  }

  /**
   * Parameters without the auxiliary head, of which the paper publishes 3.3 M and 4.7 M for
   * DARTS_V2. The exact numbers were counted independently from the structure of the authors'
   * program, which leaves out the bias of the last layer in multiply-adds: one a class more here.
   */
  @ParameterizedTest
  @CsvSource({
    "DARTS_V1, 36, 20, false, 3169414, 500987530",
    "DARTS_V2, 36, 20, false, 3349342, 528359050",
    "DARTS_V1, 48, 14, true, 4510432, 505865704",
    "DARTS_V2, 48, 14, true, 4718752, 529912552",
    "DARTS_V2, 16, 8, false, 246106, 43444746",
  })
  void costsAsPublished(
      String genotype, int channels, int cells, boolean imageNet, long parameters, long macs) {
    Darts darts = new Darts(channels, cells, OPERATIONS, imageNet);
    Definition definition = Definition.of("darts", darts, imageNet ? IMAGENET : CIFAR);
    assertThat(definition.cost(definition.parse(genotype))).isEqualTo(new Cost(macs, parameters));
  }

  @Test
  void genotypesAreReadAndWritten() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      Architecture architecture = SMALL.space().sample(random);
      assertThat(SMALL.parse(SMALL.format(architecture))).isEqualTo(architecture);
    }
    assertThat(SMALL.format(SMALL.parse("DARTS_V2")))
        .isEqualTo(
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), "
                + "('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), "
                + "('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=range(2, 6), "
                + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('max_pool_3x3', 1), "
                + "('skip_connect', 2), ('max_pool_3x3', 0), ('skip_connect', 2), "
                + "('max_pool_3x3', 1), ('skip_connect', 2)], reduce_concat=range(2, 6))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hello; write Genotype(normal=[",
        "Genotype(normal=[('none', 0)], reduce=[]); 'normal' cell has 1 edges instead of 8",
      })
  void refusesOtherText(String text, String why) {
    assertThatThrownBy(() -> SMALL.parse(text)).hasMessageContaining(why);
  }

  @Test
  void refusesNodesThatReadAStateTwiceAndOtherOperations() {
    String good = SMALL.format(SMALL.parse("DARTS_V1"));
    assertThatThrownBy(() -> SMALL.parse(good.replaceFirst("_3x3', 0", "_3x3', 1")))
        .hasMessageContaining("node 2 reads the states 1 and 1; it takes two different ones");
    assertThatThrownBy(() -> SMALL.parse(good.replaceFirst("sep_conv_3x3", "sep_conv_7x7")))
        .hasMessageContaining("'sep_conv_7x7' is none of [none, max_pool_3x3");
  }

  /** Its length squared would take hours. */
  @Test
  void aRowOfSpacesIsGoneThroughOnce() {
    String spaces = " ".repeat(1_000_000);
    assertThatThrownBy(() -> SMALL.parse("Genotype" + spaces + "x"))
        .hasMessageContaining("write Genotype(normal=");
    String good = SMALL.format(SMALL.parse("DARTS_V2"));
    assertThat(SMALL.format(SMALL.parse(good.replace(", ", "," + spaces)))).isEqualTo(good);
  }

  @Test
  void genotypesAreReadWithOtherSpacesAndConcats() {
    String good = SMALL.format(SMALL.parse("DARTS_V2"));
    List<String> same =
        List.of(
            good.replace(" ", ""),
            good.replace(",", " ,\n").replace("=", " = ").replace("[", "[ ") + "\n",
            good.replace("range(2, 6)", "[2, 3, 4, 5]"),
            good.replace(", normal_concat=range(2, 6)", ""),
            good.replace("_concat=range(2, 6))", "_concat=range(2, 6),)").replace(")]", "),]"));
    assertThat(same).doesNotContain(good).allMatch(t -> good.equals(SMALL.format(SMALL.parse(t))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'normal_concat=range(2, 6)'; 'normal_concat=[4, 5]'; normal_concat is [4,5]; all nodes",
        "'reduce_concat=range(2, 6)'; 'reduce_concat=range(3, 6)'; reduce_concat is range(3,6)",
        "'normal_concat=range(2, 6)'; 'normal=[]'; write Genotype(",
        "'), ('; ') JUNK, ('; is no operation and state as",
        "'), ('; '), JUNK, ('; is no operation and state as",
        "'), ('; '),, ('; is no operation and state as",
        "Genotype; MyGenotype; write Genotype(",
        "'3x3'', 2)'; '3x3'', 2147483648)'; is no operation and state as",
        "'3x3'', 2)'; '3x3'', 999999999)'; reads the states 0 and 999999999",
      })
  void refusesWhatItWouldLose(String part, String other, String why) {
    String good = SMALL.format(SMALL.parse("DARTS_V2"));
    assertThat(good).contains(part);
    assertRefused(() -> SMALL.parse(good.replace(part, other)), why);
  }

  @Test
  void refusesBadSizes() {
    assertThatThrownBy(() -> new Darts(0, 8, OPERATIONS, false))
        .hasMessageContaining("channels: 0");
    assertThatThrownBy(() -> new Darts(16, 2, OPERATIONS, false)).hasMessageContaining("cells: 2");
    assertThatThrownBy(() -> new Darts(16, 8, List.of("conv_9x9"), false))
        .hasMessageContaining("Operation 'conv_9x9' is not known; take some of [none,");
    assertThatThrownBy(() -> new Darts(16, 8, List.of(), false))
        .hasMessageContaining("number of operations: 0");
    assertThatThrownBy(() -> new Darts(16, 8, List.of("none", "conv_1x1", "none"), false))
        .hasMessageContaining("Operation 'none' stands in the definition twice");
  }
}
