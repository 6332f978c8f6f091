package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What makes a sequence of tokens of an image, and a row of the sequence. */
@API(status = INTERNAL)
public sealed interface TokenLayer extends Layer {

  /**
   * Squares of an image one after another, row by row, the pixels of each in the same order: {@code
   * [batch, squares, side · side · channels]}. Behind its last row and column the image goes on
   * with zeros, where squares need that.
   *
   * @param image {@code [-1, height, width, channels]}
   * @param side of a square in pixels
   */
  record Patches(List<Long> image, int side) implements TokenLayer {

    public Patches {
      image = ImmutableList.copyOf(image);
    }

    /** How many rows of squares there are. */
    public long rows() {
      return (image.get(1) + side - 1) / side;
    }

    /** How many columns of squares there are. */
    public long columns() {
      return (image.get(2) + side - 1) / side;
    }

    /** Rows of zeros behind the last row. */
    public int below() {
      return Math.toIntExact(rows() * side - image.get(1));
    }

    /** Columns of zeros behind the last column. */
    public int beside() {
      return Math.toIntExact(columns() * side - image.get(2));
    }

    /** Of the output. */
    public List<Long> shape() {
      return List.of(-1L, rows() * columns(), image.get(3) * side * side);
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> x = in.get(0);
      if (below() + beside() > 0) {
        int[][] zeros = {{0, 0}, {0, below()}, {0, beside()}, {0, 0}};
        x = tf.pad(x, tf.constant(zeros), tf.constant(0f));
      }
      long[] squares = {-1, rows(), side, columns(), side, image.get(3)};
      x =
          tf.linalg.transpose(
              tf.reshape(x, tf.constant(squares)), tf.constant(new int[] {0, 1, 3, 2, 4, 5}));
      return tf.reshape(x, tf.constant(new long[] {-1, shape().get(1), shape().get(2)}));
    }
  }

  /**
   * The class token {@code [1, channels]} before the tokens {@code [batch, tokens, channels]}, and
   * a number for each place and channel added, {@code [tokens + 1, channels]}.
   *
   * @param tokens without the class token
   */
  record Placed(int tokens) implements TokenLayer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> zero = tf.constant(0f);
      Operand<TFloat32> moved =
          tf.pad(in.get(0), tf.constant(new int[][] {{0, 0}, {1, 0}, {0, 0}}), zero);
      Operand<TFloat32> first =
          tf.pad(in.get(1), tf.constant(new int[][] {{0, tokens}, {0, 0}}), zero);
      return tf.math.add(moved, tf.math.add(in.get(2), first));
    }
  }

  /**
   * The first token of each example: {@code [batch, channels]}.
   *
   * @param channels of a token
   */
  record First(long channels) implements TokenLayer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> first =
          tf.slice(in.get(0), tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {-1, 1, -1}));
      return tf.reshape(first, tf.constant(new long[] {-1, channels}));
    }
  }
}
