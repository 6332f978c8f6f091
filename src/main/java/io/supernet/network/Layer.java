package io.supernet.network;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a layer of this library computes. Every reading knows it, while of other operations only
 * TensorFlow can tell what they are.
 */
@API(status = INTERNAL)
public sealed interface Layer extends TensorFlowOperation
    permits Convolution,
        Pooling,
        Pointwise,
        SelfAttention,
        TokenLayer,
        Layer.Dense,
        Layer.SqueezeExcite,
        Layer.Shift,
        Layer.GlobalMean,
        Layer.Sum,
        Layer.Concat,
        Layer.Affine,
        Layer.Columns,
        Layer.Lookup,
        Layer.LayerNormalization {

  /** TensorFlow's padding: as many windows as the size divided by the stride, rounded up. */
  String SAME = "SAME";

  /**
   * Rows times a kernel {@code [features, units]}, with a bias if there is a third input. Of a
   * sequence each token is a row.
   *
   * @param out shape of the output: {@code [-1, units]} or {@code [-1, tokens, units]}
   */
  record Dense(List<Long> out) implements Layer {

    public Dense {
      out = ImmutableList.copyOf(out);
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> x = in.get(0);
      boolean sequence = out.size() == 3;
      if (sequence) {
        // One product of all tokens: by example, the gradient of the kernel would be one of each.
        long features = in.get(1).shape().get(0);
        x = tf.reshape(x, tf.constant(new long[] {-1, features}));
      }
      Operand<TFloat32> y = tf.linalg.matMul(x, in.get(1));
      y = in.size() == 3 ? tf.nn.biasAdd(y, in.get(2)) : y;
      return sequence ? tf.reshape(y, tf.constant(Longs.toArray(out))) : y;
    }
  }

  /**
   * The input, each channel scaled by what its means become in two layers: the inputs are that of
   * {@link Operations#squeezeExcite} and its weights.
   *
   * @param channels of the input
   */
  record SqueezeExcite(int channels) implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> h = tf.math.mean(in.get(0), tf.constant(new int[] {1, 2}));
      h = tf.nn.relu(tf.nn.biasAdd(tf.linalg.matMul(h, in.get(1)), in.get(2)));
      h = Pointwise.hardSigmoid(tf, tf.nn.biasAdd(tf.linalg.matMul(h, in.get(3)), in.get(4)));
      return tf.math.mul(in.get(0), tf.reshape(h, tf.constant(new int[] {-1, 1, 1, channels})));
    }
  }

  /** The image moved up and left by a pixel; what comes in from outside is zero. */
  record Shift() implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> padded =
          tf.pad(
              in.get(0),
              tf.constant(new int[][] {{0, 0}, {0, 1}, {0, 1}, {0, 0}}),
              tf.constant(0f));
      return tf.slice(
          padded, tf.constant(new int[] {0, 1, 1, 0}), tf.constant(new int[] {-1, -1, -1, -1}));
    }
  }

  /** Mean over height and width: {@code [batch, channels]}. */
  record GlobalMean() implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      return tf.math.mean(in.get(0), tf.constant(new int[] {1, 2}));
    }
  }

  /**
   * Inputs of one shape added up in order, two at a time: AddN of more would begin with whichever
   * it may overwrite.
   */
  record Sum() implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TFloat32> sum = in.get(0);
      for (Operand<TFloat32> value : in.subList(1, in.size())) {
        sum = tf.math.addN(List.of(sum, value));
      }
      return sum;
    }
  }

  /**
   * Inputs one after another.
   *
   * @param axis the last dimension
   */
  record Concat(int axis) implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      return tf.concat(in, tf.constant(axis));
    }
  }

  /**
   * Some numbers of each row.
   *
   * @param columns their places
   */
  record Columns(List<Integer> columns) implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      return tf.gather(in.get(0), tf.constant(Ints.toArray(columns)), tf.constant(1));
    }
  }

  /**
   * Rows of a matrix {@code [rows, width]} by the numbers of categories; the inputs are {@code
   * [batch, features]}, the matrix and, if there is a third, a bias. Category 0, and a number that
   * is none, is zeros.
   *
   * @param columns the features that number categories
   * @param counts how many each numbers, 0 included; it has one row less
   * @param width of the matrix
   * @param added whether they are added up, {@code [batch, width]}; else side by side, the first
   *     number of all columns before the second: {@code [batch, width · columns]}
   */
  record Lookup(List<Integer> columns, List<Integer> counts, int width, boolean added)
      implements Layer {

    /** The row of each column's category 1. */
    public int[] firsts() {
      int[] firsts = new int[counts.size()];
      for (int i = 1; i < firsts.length; i++) {
        firsts[i] = firsts[i - 1] + counts.get(i - 1) - 1;
      }
      return firsts;
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TInt32> places = tf.constant(Ints.toArray(columns));
      Operand<TInt32> numbers =
          tf.dtypes.cast(tf.gather(in.get(0), places, tf.constant(1)), TInt32.class);
      Operand<TBool> known =
          tf.math.logicalAnd(
              tf.math.greater(numbers, tf.constant(0)),
              tf.math.less(numbers, tf.constant(Ints.toArray(counts))));
      Operand<TInt32> rows =
          tf.math.add(
              tf.select(known, tf.math.sub(numbers, tf.constant(1)), tf.constant(0)),
              tf.constant(firsts()));
      // Of all gathers, GatherNd is the one whose gradient TensorFlow builds in Java.
      Operand<TFloat32> found = tf.gatherNd(in.get(1), tf.expandDims(rows, tf.constant(2)));
      Operand<TFloat32> there =
          tf.expandDims(tf.dtypes.cast(known, TFloat32.class), tf.constant(2));
      Operand<TFloat32> y = tf.math.mul(found, tf.stopGradient(there));
      Operand<TFloat32> flat =
          added
              ? tf.sum(y, tf.constant(1))
              : tf.reshape(
                  tf.linalg.transpose(y, tf.constant(new int[] {0, 2, 1})),
                  tf.constant(new int[] {-1, width * columns.size()}));
      return in.size() == 3 ? tf.nn.biasAdd(flat, in.get(2)) : flat;
    }
  }

  /** The input, each channel times a factor and plus a shift, {@code [channels]} both. */
  record Affine() implements Layer {
    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      return tf.math.add(tf.math.mul(in.get(0), in.get(1)), in.get(2));
    }
  }

  /**
   * Rows {@code [batch, channels]} or tokens {@code [batch, tokens, channels]}, each with the mean
   * 0 and the deviation 1, then each channel times a factor and plus a shift.
   */
  record LayerNormalization() implements Layer {

    /** Added to the variance. */
    public static final float EPSILON = 1e-5f;

    @Override
    public Operand<TFloat32> apply(Ops tf, List<Operand<TFloat32>> in) {
      Operand<TInt32> channels = tf.constant(-1);
      Operand<TFloat32> mean = tf.math.mean(in.get(0), channels, Mean.keepDims(true));
      Operand<TFloat32> centered = tf.math.sub(in.get(0), mean);
      Operand<TFloat32> variance =
          tf.math.mean(tf.math.square(centered), channels, Mean.keepDims(true));
      Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON)));
      Operand<TFloat32> normal = tf.math.mul(centered, factor);
      return tf.math.add(tf.math.mul(normal, in.get(1)), in.get(2));
    }
  }

  /** A size of windows, or a stride, for each dimension of images. */
  static List<Long> pixels(int size) {
    return Arrays.asList(1L, (long) size, (long) size, 1L);
  }
}
