package io.supernet.cli;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;
import java.util.List;

/** A network as a user would write it, outside of the project. */
public final class OwnNetwork implements Network {

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h = b.conv("stem", x, 4, 3, 2);
    h =
        b.choose(
            "body",
            h,
            candidate("conv", (inner, y) -> inner.conv("conv", inner.relu(y), 4, 3, 1)),
            candidate("softplus", (inner, y) -> softplus(inner, y)),
            candidate("skip", Operations.identity()));
    return b.dense("head", b.globalAveragePool(h), b.task().classes());
  }

  private static Activation softplus(NetworkBuilder b, Activation x) {
    return b.tensorflow(List.of(x), (tf, in) -> tf.math.softplus(in.get(0)));
  }
}
