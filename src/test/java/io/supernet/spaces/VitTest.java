package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.space.ToySpaces;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class VitTest {

  private static final Task IMAGENET = Task.images(224, 224, 3, 1000);

  private final Definition small =
      Definition.of(
          "small",
          new Vit(4, List.of(8, 12), 2, List.of(1, 2, 3), List.of(1.5, 2.0), 1, 3),
          Task.images(8, 8, 1, 2));

  @Test
  void countsExactly() {
    // Two widths; one to three blocks of three numbers of heads and two hidden layers.
    assertThat(small.space().size()).isEqualTo(BigInteger.valueOf(2 * (6 + 36 + 216)));
    assertThat(ToySpaces.all(small.space())).hasSize(2 * (6 + 36 + 216));
    Definition tiny = Definitions.load(Definitions.find("autoformer-tiny"));
    BigInteger four = BigInteger.valueOf(4);
    assertThat(tiny.space().size())
        .isEqualTo(
            four.pow(12).add(four.pow(13)).add(four.pow(14)).multiply(BigInteger.valueOf(3)));
  }

  /** Touvron et al., ICML 2021: the tiny and the small one. */
  @Test
  void hasTheParametersOfPublishedNetworks() {
    Cost tiny = cost(192, 3);
    assertThat(tiny.parameters()).isEqualTo(5_717_416);
    assertThat(cost(384, 6).parameters()).isEqualTo(22_050_664);
    // 14 x 14 squares and the class token; a layer has a product and a bias for each unit.
    long tokens = 14 * 14 + 1;
    long attended = tokens * (192 + 1) * 3 * 192;
    long attention = 2 * tokens * tokens * 192;
    long mixed = tokens * (192 + 1) * 192;
    long hidden = tokens * ((192 + 1) * 768 + (768 + 1) * 192);
    long embed = (tokens - 1) * (16 * 16 * 3 + 1) * 192;
    long head = (192 + 1) * 1000;
    assertThat(tiny.macs())
        .isEqualTo(embed + 12 * (attended + attention + mixed + hidden) + head)
        .isBetween(1_250_000_000L, 1_260_000_000L);
  }

  private static Cost cost(int width, int heads) {
    Vit network = new Vit(16, List.of(width), 64, List.of(heads), List.of(4.0), 12, 12);
    Definition definition = Definition.of("deit", network, IMAGENET);
    return definition.cost(definition.smallest());
  }

  /** The first channels, and of heads all three parts of the first ones. */
  @Test
  void smallerChoicesHavePartsOfTheLargest() {
    Architecture least = small.parse("w8/h1/r1.5/end/-/-/-/-/-");
    assertThat(small.smallest()).isEqualTo(least);
    assertThat(small.weights(least))
        .filteredOn(weight -> weight.name().startsWith("block_0/") && weight.shape().size() == 2)
        .extracting(WeightSpec::shape)
        .containsExactlyInAnyOrder(
            List.of(8L, 3 * 2L), List.of(2L, 8L), List.of(8L, 12L), List.of(12L, 8L));
    Architecture most = small.parse("w12/h3/r2/block/h3/r2/block/h3/r2");
    assertThat(small.largest()).isEqualTo(most);
    List<String> names = small.weights(most).stream().map(WeightSpec::name).toList();
    assertThat(small.weights(least)).extracting(WeightSpec::name).isSubsetOf(names);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertRefused(() -> of(List.of(8, 4), 1.0, 2), "widths: [8, 4]");
    assertRefused(() -> of(List.of(8), Double.NaN, 2), "ratios: NaN; it takes 0.1 to 64.0");
    assertRefused(() -> of(List.of(8), 1.0, 0), "most: 0; it takes 1 to 100");
    assertRefused(
        () -> Definition.of("rows", of(List.of(8), 1.0, 2), Task.table(4, 2)),
        "rows of a table want a space of dense layers, such as table-resnet");
  }

  private static Vit of(List<Integer> widths, double ratio, int most) {
    return new Vit(4, widths, 4, List.of(1), List.of(ratio), 1, most);
  }
}
