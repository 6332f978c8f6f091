package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.space.Condition;
import io.supernet.space.Decision;
import io.supernet.space.ToySpaces;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DenseBlocksTest {

  /** 3 features, a stream of 4, blocks of 2 or 5, 2 classes. */
  private final Definition definition =
      Definition.of("blocks", new DenseBlocks(4, 2, List.of(2, 5)), Task.table(3, 2));

  @Test
  void decidesOnBlocksAndOnOneActivation() {
    Map<String, Decision> decisions =
        definition.space().decisions().stream()
            .collect(Collectors.toMap(Decision::name, Function.identity()));
    assertThat(decisions).containsOnlyKeys("block_0", "block_1", "activation");
    assertThat(decisions.get("block_1"))
        .isEqualTo(new Decision("block_1", List.of("skip", "hidden2", "hidden5")));
    assertThat(decisions.get("activation").options()).containsExactly("relu", "tanh", "swish");
  }

  @Test
  void activationMattersUnderEveryOptionThatIsNotSkip() {
    int first = index("block_0");
    int second = index("block_1");
    assertThat(definition.space().decisions().get(index("activation")).conditions())
        .containsExactlyInAnyOrder(
            new Condition(first, 1),
            new Condition(first, 2),
            new Condition(second, 1),
            new Condition(second, 2));
    assertThat(ToySpaces.all(definition.space()))
        .allSatisfy(
            a ->
                assertThat(definition.space().active(a, index("activation")))
                    .isEqualTo(a.choice(first) != 0 || a.choice(second) != 0));
  }

  @Test
  void countsExactly() {
    // All 3^n choices of blocks with 3 activations each, but all skipped counts once.
    assertThat(definition.space().size()).isEqualTo(BigInteger.valueOf(3 * (9 - 1) + 1));
    for (int blocks = 1; blocks <= 4; blocks++) {
      Definition some =
          Definition.of("blocks", new DenseBlocks(1, blocks, List.of(1, 2)), Task.table(1, 2));
      assertThat(some.space().size())
          .isEqualTo(BigInteger.valueOf(ToySpaces.all(some.space()).size()));
    }
  }

  @Test
  void costsWhatHandsCount() {
    // Dense n to m: n m + m multiply-adds and parameters; batch normalization of n: 2 n parameters.
    int stem = 3 * 4 + 4;
    int head = 4 * 2 + 2;
    assertThat(definition.cost(definition.parse("skip/skip/-")))
        .isEqualTo(new Cost(stem + head, stem + 2 * 4 + head));

    int in = 4 * 5 + 5;
    int out = 5 * 4 + 4;
    assertThat(definition.cost(architecture(0, 2, 1)))
        .isEqualTo(new Cost(stem + in + out + head, stem + 2 * 4 + in + 2 * 5 + out + head));
  }

  @Test
  void everyArchitectureIsConnectedByItsStream() {
    Set<Architecture> all = ToySpaces.all(definition.space());
    assertThat(all).allMatch(definition.space()::connected);
  }

  @Test
  void namesWeightsByBlockAndOption() {
    assertThat(definition.weights(architecture(0, 1, 0)))
        .extracting(w -> w.name() + " " + w.shape())
        .contains("block_1/hidden2/in/kernel [4, 2]", "block_1/hidden2/out/bias [4]")
        .noneMatch(w -> w.startsWith("block_0"));
  }

  @Test
  void refusesSizesOutOfRange() {
    assertRefused(() -> new DenseBlocks(0, 1, List.of(1)), "width: 0");
    assertRefused(() -> new DenseBlocks(1, 0, List.of(1)), "blocks: 0");
    assertRefused(() -> new DenseBlocks(1, 101, List.of(1)), "blocks: 101");
    assertRefused(() -> new DenseBlocks(1, 1, List.of()), "number of hidden widths: 0");
    assertRefused(() -> new DenseBlocks(1, 1, List.of(8, -8)), "hidden: -8");
  }

  @Test
  void refusesOneWidthTwice() {
    DenseBlocks network = new DenseBlocks(1, 1, List.of(8, 8));
    assertRefused(
        () -> Definition.of("twice", network, Task.table(1, 2)), "[skip, hidden8, hidden8]");
  }

  @Test
  void refusesImages() {
    DenseBlocks network = new DenseBlocks(1, 1, List.of(8));
    assertRefused(
        () -> Definition.of("images", network, Task.images(4, 4, 1, 2)),
        "reads [batch, features], got [-1, 4, 4, 1]");
  }

  private Architecture architecture(int first, int second, int activation) {
    int[] choices = new int[3];
    choices[index("block_0")] = first;
    choices[index("block_1")] = second;
    choices[index("activation")] = activation;
    return Architecture.of(choices);
  }

  private int index(String decision) {
    return definition.space().decisions().stream().map(Decision::name).toList().indexOf(decision);
  }
}
