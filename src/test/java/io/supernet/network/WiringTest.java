package io.supernet.network;

import static io.supernet.Refusal.assertRefused;
import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;
import static io.supernet.network.Operations.reluConvBn;
import static io.supernet.network.Operations.zero;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.cost.LiveCost;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What architectures cost, and what of it does work. */
class WiringTest {

  private static final Task TASK = Task.images(4, 4, 1, 2);

  /** Multiply-adds of a 3x3 and a 1x1 convolution of one channel, and of the last layer. */
  private static final long CONV3 = 4 * 4 * 9;

  private static final long CONV1 = 4 * 4;
  private static final long HEAD = 4;

  static List<String> spaces() {
    return Definitions.builtIn();
  }

  /** The wiring is read once, the trace for each architecture: they agree. */
  @ParameterizedTest
  @MethodSource("spaces")
  void costsWhatReadingTheArchitectureAloneFinds(String space) {
    Definition definition = Definitions.load(Definitions.find(space));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      Architecture architecture = definition.space().sample(random);
      ArchitectureReading alone =
          new ArchitectureReading(new HashMap<>(), definition.taken(architecture));
      List<Long> shape = new ArrayList<>(List.of(-1L));
      shape.addAll(definition.task().inputShape());
      Activation output = definition.build(alone, new Activation(shape, true, Branch.ROOT));
      assertThat(definition.cost(architecture)).isEqualTo(alone.cost());
      assertThat(definition.space().connected(architecture)).isEqualTo(output.connected());
      LiveCost live = definition.liveCost(architecture);
      assertThat(live.macs()).isBetween(1L, alone.cost().macs());
      assertThat(live.parameters()).isBetween(1L, alone.cost().parameters());
      assertThat(live.depth()).isPositive();
    }
  }

  /** Two nodes in a row, and a way around the second. */
  private static final Definition TWO_NODES =
      Definition.of(
          "two-nodes",
          (b, x) -> {
            Activation first = b.choose("first", x, operations());
            Activation second = b.choose("second", first, operations());
            Activation around = b.choose("around", x, operations());
            return b.dense("head", b.globalAveragePool(b.add(second, around)), 2);
          },
          TASK);

  private static List<Candidate> operations() {
    return List.of(
        candidate("none", zero()),
        candidate("skip", identity()),
        candidate("conv1", reluConvBn(1, 1)),
        candidate("conv3", reluConvBn(1, 3)));
  }

  @Test
  void allThatIsOnAWayIsLive() {
    assertCosts(
        TWO_NODES,
        List.of(3, 2, 3),
        new Cost(2 * CONV3 + CONV1 + HEAD, 9 + 2 + 1 + 2 + 9 + 2 + 4),
        new LiveCost(2 * CONV3 + CONV1 + HEAD, 9 + 2 + 1 + 2 + 9 + 2 + 4, 3));
  }

  @Test
  void whatReadsZerosIsDead() {
    assertCosts(
        TWO_NODES,
        List.of(0, 3, 2),
        new Cost(CONV3 + CONV1 + HEAD, 9 + 2 + 1 + 2 + 4),
        new LiveCost(CONV1 + HEAD, 1 + 2 + 4, 2));
  }

  @Test
  void whatNothingReadsIsDead() {
    assertCosts(
        TWO_NODES, List.of(3, 0, 1), new Cost(CONV3 + HEAD, 9 + 2 + 4), new LiveCost(HEAD, 4, 1));
  }

  @Test
  void withoutAWayAllIsDead() {
    assertCosts(
        TWO_NODES, List.of(3, 0, 0), new Cost(CONV3 + HEAD, 9 + 2 + 4), new LiveCost(0, 0, 0));
  }

  /** A gate that is computed from weights alone is as alive as the layer that it opens. */
  @Test
  void whatIsComputedFromWeightsLivesWithTheLayerThatUsesIt() {
    Definition gated =
        Definition.of(
            "gated",
            (b, x) -> {
              Activation gate =
                  b.tensorflow(
                      List.of(b.weight("gate", List.of(1L, 1L, 1L, 1L), Initializer.ones(), false)),
                      (tf, in) -> tf.math.sigmoid(in.get(0)));
              b.macs(7);
              Activation y = b.choose("way", x, operations());
              Activation open =
                  b.tensorflow(
                      x.shape(), List.of(y, gate), (tf, in) -> tf.math.mul(in.get(0), in.get(1)));
              b.macs(16);
              Activation around = b.choose("around", x, operations());
              return b.dense("head", b.globalAveragePool(b.add(open, around)), 2);
            },
            TASK);
    Cost both = new Cost(7 + 16 + HEAD, 1 + 4);
    assertCosts(gated, List.of(1, 1), both, new LiveCost(both.macs(), both.parameters(), 2));
    assertCosts(gated, List.of(0, 1), both, new LiveCost(HEAD, 4, 1));
  }

  /** Told before the layer or after it, and for an option that makes no layer. */
  @Test
  void multiplyAddsBelongToTheirLayer() {
    Candidate before =
        candidate(
            "before",
            (b, x) -> {
              b.macs(5);
              return b.tensorflow(List.of(x), (tf, in) -> tf.math.neg(in.get(0)));
            });
    Candidate without =
        candidate(
            "without",
            (b, x) -> {
              b.macs(3);
              return x;
            });
    Definition definition =
        Definition.of(
            "told",
            (b, x) -> {
              Activation cut = b.choose("cut", x, operations());
              Activation told = b.choose("told", cut, before, without);
              return b.dense("head", b.globalAveragePool(b.add(told, b.relu(x))), 2);
            },
            TASK);
    assertCosts(definition, List.of(1, 0), new Cost(5 + HEAD, 4), new LiveCost(5 + HEAD, 4, 2));
    assertCosts(definition, List.of(0, 0), new Cost(5 + HEAD, 4), new LiveCost(HEAD, 4, 1));
    assertCosts(definition, List.of(1, 1), new Cost(3 + HEAD, 4), new LiveCost(HEAD, 4, 1));
  }

  @Test
  void refusesOneWeightTwiceOnOneWay() {
    Definition definition =
        Definition.of(
            "twice",
            (b, x) -> {
              Activation one = b.choose("one", x, skipOr(b), candidate("skip", identity()));
              Activation two = b.choose("two", one, skipOr(b), candidate("skip", identity()));
              return b.dense("head", b.globalAveragePool(two), 2);
            },
            TASK);
    assertThat(definition.cost(Architecture.of(0, 1)).parameters()).isEqualTo(1 + 4);
    assertRefused(
        () -> definition.cost(Architecture.of(0, 0)),
        "Two weights of the network are named 'shared/kernel'");
  }

  private static Candidate skipOr(NetworkBuilder place) {
    return candidate("conv", (b, x) -> b.at(place).conv("shared", x, 1, 1, 1));
  }

  private static void assertCosts(
      Definition definition, List<Integer> choices, Cost cost, LiveCost live) {
    int[] options = choices.stream().mapToInt(Integer::intValue).toArray();
    Architecture architecture = definition.space().canonical(Architecture.of(options));
    assertThat(definition.cost(architecture)).isEqualTo(cost);
    assertThat(definition.liveCost(architecture)).isEqualTo(live);
  }
}
