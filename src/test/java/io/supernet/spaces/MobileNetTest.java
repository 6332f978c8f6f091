package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Decision;
import io.supernet.spaces.MobileNet.Stage;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobileNetTest {

  private static final NetworkDefinition IMAGENET = Definitions.find("mobilenet");
  private static final Definition PROXYLESS = Definitions.load(IMAGENET);
  private static final Definition FAIR = Definitions.load(Definitions.set(IMAGENET, "skip=false"));
  private static final List<String> BLOCKS =
      List.of("mb3_k3", "mb3_k5", "mb3_k7", "mb6_k3", "mb6_k5", "mb6_k7");

  @Test
  void skipsWhereTheShapeStays() {
    List<Decision> decisions = PROXYLESS.space().decisions();
    assertThat(decisions).hasSize(19);
    List<String> withSkip =
        List.of("mb3_k3", "mb3_k5", "mb3_k7", "mb6_k3", "mb6_k5", "mb6_k7", "skip");
    // The first layer of each of six stages changes its shape.
    List<Integer> first = List.of(0, 2, 6, 10, 14, 18);
    for (int i = 0; i < 19; i++) {
      assertThat(decisions.get(i))
          .isEqualTo(new Decision("layer_" + i, first.contains(i) ? BLOCKS : withSkip));
    }
  }

  @Test
  void countsExactly() {
    assertThat(FAIR.space().size()).isEqualTo(BigInteger.valueOf(6).pow(19));
    assertThat(PROXYLESS.space().size())
        .isEqualTo(BigInteger.valueOf(6).pow(6).multiply(BigInteger.valueOf(7).pow(13)));
    // The search of ProxylessNAS began with 21 layers, of 24 channels in the first stage.
    NetworkDefinition.Builder searched = IMAGENET.toBuilder();
    searched.getMobilenetBuilder().getStagesBuilder(0).setChannels(24).setLayers(4);
    assertThat(Definitions.load(searched.build()).space().size())
        .isEqualTo(BigInteger.valueOf(6).pow(6).multiply(BigInteger.valueOf(7).pow(15)));
  }

  /**
   * Published: FairNAS-A 388 million multiply-adds and 4.6 million parameters, B 345 and 4.5, C 321
   * and 4.4; ProxylessNAS (mobile) 320.4 and 4.08. Exact: counted by hand from the block lists that
   * their authors released, where the biases of the classes count no multiply-add.
   */
  @ParameterizedTest
  @CsvSource({
    "37 33 37 63 67 33 33 67 67 35 63 35 35 63 63 67 63 67 65, 388122848, 4651352",
    "35 33 35 33 63 35 37 33 63 35 33 63 37 33 67 65 67 63 65, 345297632, 4506272",
    "35 33 37 33 33 33 33 33 33 63 33 33 33 33 67 67 63 63 65, 321024992, 4397864",
    "35 33 37 33 35 35 67 35 35 35 65 35 35 35 67 67 37 37 67, 320427584, 4080512"
  })
  void costsAsPublished(String layers, long macs, long parameters) {
    String text = layers.replaceAll("(\\d)(\\d)", "mb$1_k$2").replace(' ', '/');
    Cost expected = new Cost(macs + 1000, parameters);
    assertThat(PROXYLESS.cost(PROXYLESS.parse(text))).isEqualTo(expected);
    assertThat(FAIR.cost(FAIR.parse(text))).isEqualTo(expected);
    assertThat(FAIR.format(FAIR.parse(text))).isEqualTo(text);
  }

  @Test
  void aSkippedLayerCostsNothing() {
    String all = "mb3_k3" + "/mb3_k3".repeat(18);
    Cost with = PROXYLESS.cost(PROXYLESS.parse(all));
    Cost without = PROXYLESS.cost(PROXYLESS.parse(all.replaceFirst("/mb3_k3", "/skip")));
    // 32 channels at 56x56, 96 inside.
    int layer = 32 * 96 + 9 * 96 + 96 * 32;
    assertThat(with.macs() - without.macs()).isEqualTo(56L * 56 * layer);
    assertThat(with.parameters() - without.parameters()).isEqualTo(layer + 2 * (96 + 96 + 32));
  }

  @Test
  void theChainForSmallImagesIsTheSame() {
    Definition cifar = Definitions.load(Definitions.find("mobilenet-cifar"));
    assertThat(cifar.space().decisions()).isEqualTo(PROXYLESS.space().decisions());
    String text = "mb6_k7" + "/mb6_k7".repeat(18);
    long classifiers = 1281L * (1000 - 10);
    assertThat(cifar.cost(cifar.parse(text)).parameters())
        .isEqualTo(PROXYLESS.cost(PROXYLESS.parse(text)).parameters() - classifiers);
  }

  @Test
  void refusesSizesOutOfRange() {
    List<Stage> stages = List.of(new Stage(4, 1, 1));
    assertRefused(() -> new MobileNet(0, 1, 1, stages, 1, true), "stem: 0;");
    assertRefused(() -> new MobileNet(1, 0, 1, stages, 1, true), "stem_stride: 0;");
    assertRefused(() -> new MobileNet(1, 1, 0, stages, 1, true), "first: 0;");
    assertRefused(() -> new MobileNet(1, 1, 1, List.of(), 1, true), "number of stages: 0;");
    assertRefused(() -> new MobileNet(1, 1, 1, stages, 0, true), "head: 0;");
    assertRefused(() -> new Stage(0, 1, 1), "channels of a stage: 0;");
    assertRefused(() -> new Stage(1, 101, 1), "layers of a stage: 101;");
    assertRefused(() -> new Stage(1, 1, 5), "stride of a stage: 5;");
  }
}
