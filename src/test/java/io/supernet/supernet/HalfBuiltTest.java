package io.supernet.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.supernet.Closed;
import io.supernet.network.Activation;
import io.supernet.network.Definition;
import io.supernet.network.Initializer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/** A model that fails on its way leaves no graph, no session and no data behind. */
class HalfBuiltTest {

  private static final ModelOptions OPTIONS = ModelOptions.seeded(1);

  private final List<Graph> graphs = new ArrayList<>();

  /** A definition that is read tries its ops in a graph of its own, too. */
  private boolean known;

  private void see(Ops tf) {
    graphs.add((Graph) tf.scope().env());
  }

  @Test
  @Timeout(60)
  void inTheMidstOfItsGraph() {
    Definition breaks =
        TestNetworks.table(
            "breaks",
            (b, x) -> {
              Activation h = b.dense("stem", x, 3);
              h =
                  b.tensorflow(
                      List.of(h),
                      (tf, in) -> {
                        if (known) {
                          see(tf);
                          throw new IllegalArgumentException("no further");
                        }
                        return tf.identity(in.get(0));
                      });
              return b.dense("head", h, RandomData.CLASSES);
            });
    fails(breaks);
  }

  /** Once its session is open and its data are loaded. */
  @Test
  @Timeout(60)
  void whileItsWeightsGetTheirFirstValues() {
    Definition breaks =
        TestNetworks.table(
            "breaks",
            (b, x) -> {
              Initializer none =
                  new Initializer.Part(
                      List.of(),
                      (tf, in) -> {
                        see(tf);
                        var below = tf.constant(new float[] {-1, -1, -1});
                        return tf.debugging.checkNumerics(tf.math.log(below), "no first value");
                      });
              Activation h = b.dense("stem", x, 3);
              Activation w = b.weight("offset", List.of(3L), none, false);
              h = b.tensorflow(List.of(h, w), (tf, in) -> tf.math.add(in.get(0), in.get(1)));
              return b.dense("head", h, RandomData.CLASSES);
            });
    fails(breaks);
  }

  private void fails(Definition breaks) {
    known = true;
    graphs.clear();
    int before = SplitTensors.count();
    assertThatThrownBy(() -> Supernet.build(breaks, RandomData.of(breaks.task()), OPTIONS).close())
        .isInstanceOf(RuntimeException.class);
    assertThat(graphs).isNotEmpty().allSatisfy(Closed::assertClosed);
    assertThat(SplitTensors.count()).isEqualTo(before);
  }
}
