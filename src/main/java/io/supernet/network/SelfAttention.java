package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Each token becomes a mean of the values of all, weighted by the softmax of its query times their
 * keys over √size. The channels of the input are, for each head, its queries, keys and values:
 * {@code [batch, tokens, heads · 3 · size]}. Those of the output are {@code heads · size}.
 *
 * @param tokens of an example
 * @param heads that attend by themselves
 * @param size of a query, a key and a value
 */
@API(status = INTERNAL)
public record SelfAttention(long tokens, long heads, long size) implements Layer {

  /** The parts of a head: queries, keys and values. */
  public static final int PARTS = 3;

  @Override
  public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
    Operand<TFloat32> split =
        tf.reshape(in.get(0), tf.constant(new long[] {-1, tokens, heads, PARTS, size}));
    // [parts, batch, heads, tokens, size]
    Operand<TFloat32> byPart = tf.linalg.transpose(split, tf.constant(new int[] {3, 0, 2, 1, 4}));
    List<? extends Operand<TFloat32>> parts = tf.unstack(byPart, (long) PARTS).output();
    Operand<TFloat32> queries = tf.math.mul(parts.get(0), tf.constant(factor()));
    Operand<TFloat32> fits =
        tf.train.batchMatMul(queries, parts.get(1), TFloat32.class, BatchMatMul.adjY(true));
    Operand<TFloat32> means =
        tf.train.batchMatMul(tf.nn.softmax(fits), parts.get(2), TFloat32.class);
    return tf.reshape(
        tf.linalg.transpose(means, tf.constant(new int[] {0, 2, 1, 3})),
        tf.constant(new long[] {-1, tokens, heads * size}));
  }

  /** What queries are multiplied by. */
  public float factor() {
    return (float) (1 / Math.sqrt((double) size));
  }

  /** Multiply-adds of an example: of queries and keys, then of their softmax and the values. */
  long macs() {
    return 2 * heads * tokens * tokens * size;
  }
}
