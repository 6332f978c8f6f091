package com.acme.text;

import static io.supernet.network.Candidate.candidate;
import static io.supernet.network.Operations.identity;

import io.supernet.network.Activation;
import io.supernet.network.Initializer;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import java.util.List;
import org.tensorflow.types.TInt32;

/**
 * Classifies sequences of tokens: an embedding, then blocks of one-dimensional convolutions whose
 * number, width and kernel are open.
 *
 * @param tokens how many there are, numbered from 0
 * @param channels numbers by which a token is known
 * @param blocks at most
 */
public record TokenNetwork(int tokens, int channels, int blocks) implements Network {

  @Override
  public Activation build(NetworkBuilder b, Activation x) { // float32 [batch, length]
    Activation h = embedding(b.scope("embedding"), x);
    for (int i = 0; i < blocks; i++) {
      h =
          b.choose(
              "block" + i,
              h,
              candidate("none", identity()),
              candidate("narrow", (c, y) -> block(c, y, channels / 2)),
              candidate("wide", (c, y) -> block(c, y, 2 * channels)));
    }
    Activation found = // the strongest sign anywhere in the sequence: [batch, channels]
        b.tensorflow(List.of(h), (tf, in) -> tf.max(in.get(0), tf.constant(new int[] {1, 2})));
    return b.dense("head", found, b.task().outputs());
  }

  /** One-hot times a matrix: [batch, 1, length, channels], as an image of height 1. */
  private Activation embedding(NetworkBuilder b, Activation x) {
    List<Long> shape = List.of((long) tokens, (long) channels);
    Activation matrix = b.weight("matrix", shape, Initializer.he(List.of(1L, shape.get(1))), false);
    int length = x.channels();
    return b.tensorflow(
        List.of(x, matrix),
        (tf, in) -> {
          var ids =
              tf.dtypes.cast(tf.reshape(in.get(0), tf.constant(new int[] {-1})), TInt32.class);
          var hot = tf.oneHot(ids, tf.constant(tokens), tf.constant(1f), tf.constant(0f));
          int[] image = {-1, 1, length, channels};
          return tf.reshape(tf.linalg.matMul(hot, in.get(1)), tf.constant(image));
        });
  }

  private Activation block(NetworkBuilder b, Activation x, int width) {
    Activation h =
        b.choose(
            "kernel", // one decision, obeyed in all blocks
            b.relu(x),
            candidate("1", (c, y) -> conv(c, y, 1, width)),
            candidate("3", (c, y) -> conv(c, y, 3, width)),
            candidate("5", (c, y) -> conv(c, y, 5, width)));
    return b.add(x, conv(b.scope("out"), b.relu(h), 1, channels));
  }

  /** [batch, 1, length, channels] to [batch, 1, length, filters]. */
  private static Activation conv(NetworkBuilder b, Activation x, int kernel, int filters) {
    List<Long> shape = List.of(1L, (long) kernel, (long) x.channels(), (long) filters);
    Activation weight = b.weight("kernel", shape, Initializer.he(shape), true);
    Activation y =
        b.tensorflow(
            List.of(x, weight),
            (tf, in) -> tf.nn.conv2d(in.get(0), in.get(1), List.of(1L, 1L, 1L, 1L), "SAME"));
    b.macs(x.shape().get(2) * kernel * x.channels() * filters);
    return y;
  }
}
