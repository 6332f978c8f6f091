package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import io.supernet.space.ToySpaces;
import io.supernet.spaces.Elastic.Stage;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticTest {

  private static final NetworkDefinition PAPER = Definitions.find("elastic-imagenet");
  private static final Definition IMAGENET = Definitions.load(PAPER);

  @Test
  void hasTheSizeOfThePaper() {
    BigInteger nine = BigInteger.valueOf(9);
    BigInteger stage = nine.pow(2).add(nine.pow(3)).add(nine.pow(4));
    assertThat(IMAGENET.space().size()).isEqualTo(stage.pow(5));
    assertThat(Definitions.load(Definitions.find("elastic")).space().size())
        .isEqualTo(stage.pow(3));
  }

  @Test
  void nestsDepthAndTheChoicesOfABlock() {
    assertThat(tiny(true).space().decisions())
        .extracting(Decision::name)
        .containsExactly(
            "stage0_block0_expand",
            "stage0_block0_kernel",
            "stage0_block1",
            "stage0_block1_expand",
            "stage0_block1_kernel",
            "stage0_block2",
            "stage0_block2_expand",
            "stage0_block2_kernel");
    assertThat(ToySpaces.all(tiny(true).space())).hasSize(4 + 16 + 64);
  }

  /**
   * The networks that the authors of Once-for-All released under these names have as many millions
   * of multiply-adds, and 8.4 and 9.1 million parameters; exact numbers counted by hand from their
   * block lists, where the biases of the classes count no multiply-add.
   */
  @ParameterizedTest
  @CsvSource({
    "33 33/35 65 33/45 45 33/65 45 43 43/63 63 67 33, 389487856, 8386544",
    "35 33 33/45 43 45 33/45 65 33 33/65 67 63 45/67 63 63 33, 482413168, 9066368"
  })
  void costsOfReleasedNetworks(String blocks, long macs, long parameters) {
    NetworkDefinition.Builder wide = PAPER.toBuilder();
    var chain = wide.getElasticBuilder().setStem(24).setFirst(24).setLast(1152).setHead(1536);
    List<Integer> channels = List.of(32, 48, 96, 136, 192);
    for (int i = 0; i < channels.size(); i++) {
      chain.getStagesBuilder(i).setChannels(channels.get(i));
    }
    Definition definition = Definitions.load(wide.build());
    String text = blocks.replaceAll("(\\d)(\\d)", "e$1k$2").replace(' ', '-');
    assertThat(definition.cost(definition.parse(text)))
        .isEqualTo(new Cost(macs + 1000, parameters));
  }

  /** Counted by hand: all blocks alike, at the width of the paper. */
  @ParameterizedTest
  @CsvSource({
    "e6k7, 4, 566170656, 7664760",
    "e4k5, 3, 250746944, 4551792",
    "e3k3, 2, 121278672, 3410792"
  })
  void costsAsCountedByHand(String block, int depth, long macs, long parameters) {
    String stage = block + ("-" + block).repeat(depth - 1);
    String text = stage + ("/" + stage).repeat(4);
    assertThat(IMAGENET.cost(IMAGENET.parse(text))).isEqualTo(new Cost(macs + 1000, parameters));
    assertThat(IMAGENET.format(IMAGENET.parse(text))).isEqualTo(text);
  }

  @Test
  void aloneHasOnlyThePartsThatItUses() {
    Definition definition = tiny(true);
    Architecture small = definition.parse("e2k3");
    assertThat(shapes(definition.weights(small)))
        .contains(
            "stage0_block0/expand/kernel [1, 1, 3, 6]",
            "stage0_block0/expand_bn/scale [6]",
            "stage0_block0/depthwise/kernel [3, 3, 6, 1]",
            "stage0_block0/squeeze/reduce [6, 8]",
            "stage0_block0/project/kernel [1, 1, 6, 4]",
            "stage0_block0/project_bn/scale [4]")
        .noneMatch(w -> w.contains("transform") || w.contains("block1"));
    assertThat(shapes(definition.supernetWeights(small)))
        .contains(
            "stage0_block0/expand/kernel [1, 1, 3, 9]",
            "stage0_block0/expand_bn/scale [9]",
            "stage0_block0/depthwise/kernel [5, 5, 9, 1]",
            "stage0_block0/depthwise/transform_5to3 [9, 9]",
            "stage0_block0/squeeze/reduce [9, 8]",
            "stage0_block0/project/kernel [1, 1, 9, 4]",
            "stage0_block0/project_bn/scale [4]")
        .noneMatch(w -> w.contains("block1"));
    assertThat(shapes(tiny(false).supernetWeights(small))).noneMatch(w -> w.contains("transform"));
    long alone = definition.weights(small).stream().mapToLong(WeightSpec::size).sum();
    assertThat(definition.cost(small).parameters()).isEqualTo(alone);
  }

  @Test
  void theSupernetHasTheWeightsOfTheLargestAndTheTransforms() {
    Definition definition = tiny(true);
    Architecture largest = definition.parse("e3k5-e3k5-e3k5");
    assertThat(definition.supernetParameters())
        .isEqualTo(definition.cost(largest).parameters() + 3 * 81);
    assertThat(tiny(false).supernetParameters()).isEqualTo(tiny(false).cost(largest).parameters());
  }

  @Test
  void writesTheBlocksThatAreThere() {
    Definition definition = tiny(true);
    assertThat(definition.format(Architecture.of(1, 0, 1, 0, 1, 0, 1, 1))).isEqualTo("e3k3-e2k5");
    assertThat(definition.parse("e3k3-e2k5")).isEqualTo(Architecture.of(1, 0, 1, 0, 1, 0, 0, 0));
    assertThat(ToySpaces.all(definition.space()))
        .allMatch(a -> definition.parse(definition.format(a)).equals(a))
        .extracting(definition::format)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "e2k3/e2k3; it has 2 stages instead of 1",
        "e2k3-e2k3-e2k3-e2k3; stage 0 has 4 blocks, it takes 1 to 3",
        "-; '' is not one of [e2, e3]",
        "e2k3-e4k3; 'e4k3' is not one of [e2, e3] and one of [k3, k5]",
        "e2k3-e2; 'e2' is not one of [e2, e3]",
        "e2k3-k5; 'k5' is not"
      })
  void namesWhatIsWrong(String text, String why) {
    assertRefused(() -> tiny(true).parse(text), why);
  }

  @Test
  void refusesFieldsOutOfRange() {
    assertRefused(() -> chain(List.of(), List.of(1), List.of(3)), "number of stages: 0;");
    assertRefused(() -> chain(stages(), List.of(), List.of(3)), "number of expansions: 0;");
    assertRefused(() -> chain(stages(), List.of(17), List.of(3)), "expansions: 17;");
    assertRefused(() -> chain(stages(), List.of(6, 3), List.of(3)), "expansions: [6, 3]; write");
    assertRefused(() -> chain(stages(), List.of(3, 3), List.of(3)), "expansions: [3, 3]; write");
    assertRefused(() -> chain(stages(), List.of(3), List.of(3, 4)), "kernels: 4; it takes odd");
    assertRefused(() -> chain(stages(), List.of(3), List.of(-1)), "kernels: -1;");
    assertRefused(() -> new Stage(0, 1, 1, 1, true, true), "channels of a stage: 0;");
    assertRefused(() -> new Stage(1, 0, 1, 1, true, true), "least blocks of a stage: 0;");
    assertRefused(() -> new Stage(1, 3, 2, 1, true, true), "least blocks of a stage: 3;");
    assertRefused(() -> new Stage(1, 1, 1, 0, true, true), "stride of a stage: 0;");
  }

  /** At the beginning a block that is added to its input gives it back. */
  @Test
  void blocksThatAreAddedMayBeginAsZero() {
    Elastic chain = new Elastic(3, 1, 3, stages(), 4, 5, List.of(2), List.of(3), false, true);
    Definition definition = Definition.of("silent", chain, Task.images(8, 8, 1, 2));
    List<String> zero =
        definition.weights(definition.largest()).stream()
            .filter(weight -> weight.name().endsWith("project_bn/scale"))
            .filter(weight -> weight.initializer().equals(Initializer.zeros()))
            .map(WeightSpec::name)
            .toList();
    // The first block has a stride, and is added to nothing.
    assertThat(zero)
        .containsExactly(
            "stage0_block1/block/project_bn/scale",
            "stage0_block1/block/stage0_block2/block/project_bn/scale");
  }

  private static List<String> shapes(List<WeightSpec> weights) {
    return weights.stream().map(w -> w.name() + " " + w.shape()).toList();
  }

  /** One stage of one to three blocks, each of two widths and two kernels. */
  private static Definition tiny(boolean transform) {
    return Definition.of(
        "tiny",
        new Elastic(3, 1, 3, stages(), 4, 5, List.of(2, 3), List.of(3, 5), transform, false),
        Task.images(8, 8, 1, 2));
  }

  private static List<Stage> stages() {
    return List.of(new Stage(4, 1, 3, 2, true, true));
  }

  private static Elastic chain(
      List<Stage> stages, List<Integer> expansions, List<Integer> kernels) {
    return new Elastic(1, 1, 1, stages, 1, 1, expansions, kernels, false, false);
  }
}
