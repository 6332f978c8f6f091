package io.supernet.cli;

import static io.supernet.network.Candidate.candidate;

import io.supernet.network.Activation;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;
import java.util.List;

/**
 * Has two architectures of eight that compute batches of one size only: they can be trained, but
 * not judged.
 */
public final class PickyNetwork implements Network {

  static final int BATCH = 54;
  private static final int FEATURES = 3;

  @Override
  public Activation build(NetworkBuilder b, Activation x) {
    Activation h =
        b.choose(
            "first",
            x,
            candidate("skip", Operations.identity()),
            candidate("relu", (inner, y) -> inner.relu(y)),
            candidate("dense", (inner, y) -> inner.dense("dense", y, FEATURES)),
            candidate("picky", (inner, y) -> picky(inner, y)));
    h =
        b.choose(
            "second",
            h,
            candidate("skip", Operations.identity()),
            candidate("relu", (inner, y) -> inner.relu(y)));
    return b.dense("head", h, b.task().classes());
  }

  private static Activation picky(NetworkBuilder b, Activation x) {
    return b.tensorflow(
        List.of(x),
        (tf, in) -> {
          var whole = tf.reshape(in.get(0), tf.constant(new int[] {-1, BATCH * FEATURES}));
          return tf.reshape(whole, tf.constant(new int[] {-1, FEATURES}));
        });
  }
}
