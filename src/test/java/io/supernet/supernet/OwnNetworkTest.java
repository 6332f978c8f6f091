package io.supernet.supernet;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.reluConvBn;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.space.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network as a user writes it, in all four readings. */
class OwnNetworkTest {

  private static final Network NETWORK =
      (b, x) -> {
        // Raw ops right on the augmented images.
        var bright =
            b.tensorflow(List.of(x), (tf, in) -> tf.math.maximum(in.get(0), tf.constant(-2f)));
        var h = b.convBn("stem", bright, 4, 3, 1);
        for (int i = 0; i < 2; i++) {
          h =
              b.scope("layer" + i)
                  .choose(
                      "body",
                      h,
                      candidate("skip", identity()),
                      candidate("conv", reluConvBn(4, 3)),
                      candidate(
                          "gate",
                          (c, y) -> {
                            var g = c.weight("g", List.of(4L), Initializer.ones(), false);
                            c.macs(8 * 8 * 4);
                            return c.tensorflow(
                                List.of(y, g), (tf, in) -> tf.math.mul(in.get(0), in.get(1)));
                          }));
        }
        return b.dense("head", b.globalAveragePool(h), b.task().classes());
      };

  private static final Definition OWN = Definition.of("own", NETWORK, RandomData.IMAGES);
  private static final Architecture GATE = Architecture.of(2);

  @Test
  void hasASpace() {
    assertThat(OWN.space().decisions())
        .containsExactly(new Decision("body", List.of("skip", "conv", "gate")));
    assertThat(OWN.format(GATE)).contains("gate");
    assertThat(OWN.parse(OWN.format(GATE))).isEqualTo(GATE);
  }

  @Test
  void hasACost() {
    long stem = 64L * 9 * 3 * 4;
    long head = 4 * 4 + 4;
    assertThat(OWN.cost(Architecture.of(0))).isEqualTo(new Cost(stem + head, 108 + 8 + 20));
    assertThat(OWN.cost(GATE)).isEqualTo(new Cost(stem + head + 2 * 256, 108 + 8 + 20 + 8));
    assertThat(OWN.cost(Architecture.of(1)))
        .isEqualTo(new Cost(stem + head + 2 * 64 * 9 * 16, 136 + 2 * (144 + 8)));
    assertThat(OWN.supernetParameters()).isEqualTo(136 + 2 * (4 + 144 + 8));
    assertThat(OWN.weights(GATE).stream().map(WeightSpec::name))
        .contains("layer0/body/gate/g", "layer1/body/gate/g")
        .noneMatch(name -> name.contains("/conv/kernel") && name.contains("body"));
  }

  @Test
  void runsInBothGraphs() {
    Split split = RandomData.of(OWN.task());
    int[] batch = RandomData.batch(16, 1);
    try (Supernet supernet = Supernet.build(OWN, split, ModelOptions.seeded(1));
        StandAlone alone = StandAlone.build(OWN, GATE, split, ModelOptions.seeded(1))) {
      float first = supernet.step(GATE, batch, 0.1, 0);
      assertThat(alone.step(GATE, batch, 0.1, 0)).isBetween(first - 1e-5f, first + 1e-5f);
      assertThat(supernet.values().get("layer1/body/gate/g"))
          .isNotEqualTo(new float[] {1, 1, 1, 1});
      for (int i = 1; i < 30; i++) {
        supernet.step(GATE, batch, 0.1, i);
      }
      assertThat(supernet.step(GATE, batch, 0.1, 0)).isLessThan(first);
      assertThat(supernet.evaluate(GATE, Part.TEST).accuracy()).isBetween(0.0, 1.0);
    }
  }
}
