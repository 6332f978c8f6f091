package io.supernet.network;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The ops of dropout. */
final class Dropout {

  private Dropout() {}

  /**
   * Adds the ops.
   *
   * @param x of which each number becomes 0 by itself
   * @param rate how many of them, 0 to below 1: {@code [1]}
   * @param noise int64 {@code [2]}, the seed of the step
   * @param where in the network: each place leaves out others
   */
  static Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> rate, Operand<TInt64> noise, String where) {
    long place = Hashing.murmur3_128().hashString(where, StandardCharsets.UTF_8).asLong();
    Operand<TInt64> seed = tf.math.add(noise, tf.constant(new long[] {0, place}));
    Operand<TFloat32> draws = tf.random.statelessRandomUniform(tf.shape(x), seed, TFloat32.class);
    Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(draws, rate), TFloat32.class);
    Operand<TFloat32> mask = tf.math.div(kept, tf.math.sub(tf.constant(1f), rate));
    return tf.math.mul(x, tf.stopGradient(mask));
  }
}
