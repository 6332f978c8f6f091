package io.supernet.example;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.averagePool;
import static io.supernet.network.Operations.reluConvBn;

import io.supernet.network.Activation;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import java.util.List;

public class MyNetwork implements Network {
  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = b.convBn("stem", x, 16, 3, 2);
    for (int i = 0; i < 3; i++) {
      NetworkBuilder block = b.scope("block" + i); // own weights, the same decision
      Activation body =
          block.choose(
              "body",
              h,
              candidate("conv3x3", reluConvBn(16, 3)),
              candidate("pool", averagePool(3)),
              candidate("gate", (c, y) -> gate(c, y)));
      h = block.add(h, body);
    }
    return b.dense("head", b.globalAveragePool(h), b.task().outputs());
  }

  /** Raw TensorFlow ops with a weight of their own: y * sigmoid(scale * y). */
  private static Activation gate(NetworkBuilder b, Activation y) {
    Activation scale = b.weight("scale", List.of((long) y.channels()), Initializer.ones(), false);
    return b.tensorflow(
        List.of(y, scale),
        (tf, in) -> tf.math.mul(in.get(0), tf.math.sigmoid(tf.math.mul(in.get(0), in.get(1)))));
  }
}
