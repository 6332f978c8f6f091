package io.supernet.spaces;

import static io.supernet.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.supernet.cost.Cost;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import io.supernet.network.Task;
import io.supernet.network.WeightSpec;
import io.supernet.space.ToySpaces;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableResNetTest {

  private static final List<String> NORMS = List.of("batch", "none");

  /**
   * 3 features, a stream of 4 or 8, up to 2 blocks, hidden layers of once or twice that, 2 classes.
   */
  private final Definition definition =
      Definition.of(
          "table",
          new TableResNet(List.of(4, 8), 2, List.of(1, 2), NORMS, List.of(0, 25)),
          Task.table(3, 2));

  @Test
  void countsExactly() {
    // A linear one; for each width and normalization none, one or two blocks, with dropout if any.
    assertThat(definition.space().size())
        .isEqualTo(BigInteger.valueOf(1 + 2 * 2 * (1 + 2 * (2 + 4))));
    assertThat(ToySpaces.all(definition.space())).hasSize(1 + 2 * 2 * (1 + 2 * (2 + 4)));
  }

  @Test
  void holdsLogisticRegression() {
    assertThat(definition.smallest()).isEqualTo(definition.parse("linear/-/-/-/-/-/-"));
    assertThat(definition.weights(definition.smallest()))
        .extracting(WeightSpec::shape)
        .containsExactly(List.of(3L, 2L), List.of(2L));
    assertThat(definition.weights(definition.smallest()))
        .extracting(WeightSpec::initializer)
        .containsOnly(Initializer.zeros());
  }

  @Test
  void costsWhatHandsCount() {
    // Dense n to m: n m + m multiply-adds and parameters; batch normalization of n: 2 n parameters.
    int stem = 3 * 8 + 8;
    int block = 8 * 16 + 16 + 16 * 8 + 8;
    int head = 8 * 2 + 2;
    assertThat(definition.cost(definition.parse("w8/block/batch/x2/d25/end/-")))
        .isEqualTo(new Cost(stem + block + head, stem + block + head + 2 * (2 * 8)));
    assertThat(definition.cost(definition.parse("w8/block/none/x2/d0/end/-")))
        .isEqualTo(new Cost(stem + block + head, stem + block + head));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertRefused(() -> of(List.of(8, 4), "batch", 0), "widths: [8, 4]");
    assertRefused(() -> of(List.of(4), "group", 0), "norms: 'group'");
    assertRefused(() -> of(List.of(4), "batch", 95), "dropouts: 95");
  }

  private static TableResNet of(List<Integer> widths, String norm, int dropout) {
    return new TableResNet(widths, 1, List.of(1), List.of(norm), List.of(dropout));
  }
}
