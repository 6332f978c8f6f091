package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.primitives.Floats;
import io.supernet.data.ElementType;
import io.supernet.data.Normalization;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** What happens to examples before the network sees them. */
@API(status = INTERNAL)
public final class Preprocessing {

  private static final int BORDER = 4;

  /** Keeps the draws of cutout apart from those of crops. */
  private static final long[] CUTOUT_STREAM = {0, 0x9E3779B97F4A7C15L};

  private Preprocessing() {}

  /**
   * Adds the normalization to mean 0 and deviation 1 by channel; bytes are read as value / 255.
   *
   * @param examples uint8 or float32 {@code [batch, …, channels]}
   * @return float32 of the same shape
   */
  public static Operand<TFloat32> normalize(
      Ops tf, Operand<? extends TNumber> examples, ElementType type, Normalization normalization) {
    Operand<TFloat32> values = tf.dtypes.cast(examples, TFloat32.class);
    return tf.math.add(
        tf.math.mul(values, tf.constant(factor(type, normalization))),
        tf.constant(shift(normalization)));
  }

  /** What each channel is multiplied by, before {@link #shift} is added. */
  public static float[] factor(ElementType type, Normalization normalization) {
    float unit = type == ElementType.UINT8 ? 255 : 1;
    return Floats.toArray(normalization.std().stream().map(std -> 1 / (std * unit)).toList());
  }

  /** What is added to each channel. */
  public static float[] shift(Normalization normalization) {
    float[] shift = new float[normalization.std().size()];
    for (int i = 0; i < shift.length; i++) {
      shift[i] = -normalization.mean().get(i) / normalization.std().get(i);
    }
    return shift;
  }

  /**
   * Adds a random crop of the original size after a black border of 4 pixels, and a random
   * left-right flip, for each image by itself.
   *
   * @param images uint8 or float32 {@code [batch, height, width, channels]}
   * @param seed int64 {@code [2]}: the same seed gives the same crops
   */
  static <T extends TNumber> Operand<T> cropAndFlip(
      Ops tf, Operand<T> images, Operand<TInt64> seed) {
    Shape shape = images.shape();
    int height = Math.toIntExact(shape.get(1));
    int width = Math.toIntExact(shape.get(2));
    Operand<TInt32> borders =
        tf.constant(new int[][] {{0, 0}, {BORDER, BORDER}, {BORDER, BORDER}, {0, 0}});
    Operand<T> padded = tf.pad(images, borders, tf.dtypes.cast(tf.constant(0), images.type()));
    Operand<TInt32> batch =
        tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> three =
        tf.concat(
            List.of(tf.constant(new int[] {3}), batch, tf.constant(new int[] {1})), tf.constant(0));
    Operand<TFloat32> draws = tf.random.statelessRandomUniform(three, seed, TFloat32.class);
    Operand<TInt32> top = offsets(tf, draws, 0);
    Operand<TInt32> left = offsets(tf, draws, 1);
    Operand<TBool> flip = tf.math.less(row(tf, draws, 2), tf.constant(0.5f));
    Operand<TInt32> rows = tf.math.add(top, range(tf, height));
    Operand<TInt32> forward = range(tf, width);
    Operand<TInt32> backward = tf.math.sub(tf.constant(width - 1), forward);
    Operand<TInt32> columns = tf.math.add(left, tf.select(flip, backward, forward));
    Operand<T> cropped = tf.gather(padded, rows, tf.constant(1), Gather.batchDims(1L));
    return tf.gather(cropped, columns, tf.constant(2), Gather.batchDims(1L));
  }

  /**
   * Adds cutout (DeVries and Taylor: Improved Regularization of Convolutional Neural Networks with
   * Cutout, 2017): in each image a square around a random pixel is set to 0, the mean. As in the
   * paper a part of the square may lie outside the image. Squares of odd sides are whole here, one
   * pixel smaller in the authors' program.
   *
   * @param images float32 {@code [batch, height, width, channels]}, normalized
   * @param side of the square, in pixels
   * @param seed int64 {@code [2]}: the same seed gives the same squares; they do not depend on the
   *     crops of that seed
   */
  static Operand<TFloat32> cutout(
      Ops tf, Operand<TFloat32> images, int side, Operand<TInt64> seed) {
    Operand<TInt32> batch =
        tf.slice(tf.shape(images), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> two =
        tf.concat(
            List.of(tf.constant(new int[] {2}), batch, tf.constant(new int[] {1})), tf.constant(0));
    Operand<TInt64> own = tf.math.add(seed, tf.constant(CUTOUT_STREAM));
    Operand<TFloat32> draws = tf.random.statelessRandomUniform(two, own, TFloat32.class);
    Operand<TBool> rows = cut(tf, row(tf, draws, 0), images.shape().get(1), side);
    Operand<TBool> columns = cut(tf, row(tf, draws, 1), images.shape().get(2), side);
    Operand<TBool> cut =
        tf.math.logicalAnd(
            tf.expandDims(rows, tf.constant(2)), tf.expandDims(columns, tf.constant(1)));
    Operand<TBool> everyChannel = tf.expandDims(cut, tf.constant(3));
    return tf.select(everyChannel, tf.constant(0f), images);
  }

  /** Which of the rows or columns the square covers, bool {@code [batch, size]}. */
  private static Operand<TBool> cut(Ops tf, Operand<TFloat32> draws, long size, int side) {
    Operand<TInt32> center =
        tf.dtypes.cast(tf.math.mul(draws, tf.constant((float) size)), TInt32.class);
    Operand<TInt32> first = tf.math.sub(center, tf.constant(side / 2));
    Operand<TInt32> from = tf.math.sub(range(tf, Math.toIntExact(size)), first);
    return tf.math.logicalAnd(
        tf.math.greaterEqual(from, tf.constant(0)), tf.math.less(from, tf.constant(side)));
  }

  private static Operand<TInt32> offsets(Ops tf, Operand<TFloat32> draws, int which) {
    Operand<TFloat32> scaled =
        tf.math.mul(row(tf, draws, which), tf.constant((float) (2 * BORDER + 1)));
    return tf.dtypes.cast(scaled, TInt32.class);
  }

  private static Operand<TFloat32> row(Ops tf, Operand<TFloat32> draws, int which) {
    return tf.gather(draws, tf.constant(which), tf.constant(0));
  }

  private static Operand<TInt32> range(Ops tf, int size) {
    return tf.range(tf.constant(0), tf.constant(size), tf.constant(1));
  }
}
