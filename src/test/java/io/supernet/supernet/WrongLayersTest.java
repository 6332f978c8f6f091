package io.supernet.supernet;

import static io.supernet.Refusal.assertRefused;

import io.supernet.network.Definition;
import io.supernet.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Raw layers that TensorFlow refuses are told as mistakes of the network. */
class WrongLayersTest {

  @Test
  void namesALayerWhoseShapesDoNotFit() {
    Network network =
        (b, x) -> {
          b.scope("bad")
              .tensorflow(
                  List.of(x),
                  (tf, in) -> tf.linalg.matMul(in.get(0), tf.constant(new float[][] {{1}})));
          return b.dense("head", x, b.task().classes());
        };
    assertRefused(() -> Definition.of("wrong", network, RandomData.TABLE), "In 'bad/'");
  }

  @Test
  void namesAnOperationWithoutGradient() {
    Network network =
        (b, x) -> {
          var h = b.dense("first", x, 4);
          var y = b.tensorflow(List.of(h), (tf, in) -> tf.math.digamma(in.get(0)));
          return b.dense("head", y, b.task().classes());
        };
    Definition definition = Definition.of("wrong", network, RandomData.TABLE);
    assertRefused(
        () ->
            Supernet.build(definition, RandomData.of(RandomData.TABLE), ModelOptions.seeded(1))
                .close(),
        "Digamma");
  }
}
