package io.supernet.images;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.image.DecodeImage;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * The part of a graph that makes an example of a file of an image: JPEG, PNG, BMP or the first of a
 * GIF. Photographs are turned upright. Those of another size are resized as a triangle filter does
 * it: bilinear between pixels when they grow, the mean of those that become one when they shrink.
 * One of the right size stays what it is. Where examples have no alpha, that of a file is dropped.
 */
@API(status = INTERNAL)
public final class ImageGraph {

  private static final int COLORS = 3;
  private static final int OPAQUE = 255;

  /** Of red, green and blue in gray, as in Recommendation ITU-R BT.601; their sum is 1. */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private ImageGraph() {}

  /**
   * Adds what makes an example of a file.
   *
   * @param file string, a scalar
   * @return {@code [height, width, channels]}
   */
  public static Operand<TUint8> example(Ops tf, Operand<TString> file, ImageReading reading) {
    Orientation orientation = Orientation.of(tf, file);
    Operand<TUint8> pixels = reading.channels() > COLORS ? alpha(tf, file) : colors(tf, file);
    Operand<TFloat32> resized = resized(tf, pixels, orientation, reading);
    Operand<TFloat32> channels =
        reading.channels() == 1
            ? tf.expandDims(
                tf.reduceSum(tf.math.mul(resized, tf.constant(LUMA)), tf.constant(2)),
                tf.constant(2))
            : resized;
    // TensorFlow's fast kernels turn float32 only, and would complain of bytes.
    Operand<TFloat32> upright = orientation.upright(tf, channels);
    return tf.ensureShape(
        tf.dtypes.cast(tf.math.round(upright), TUint8.class),
        Shape.of(reading.shape().stream().mapToLong(Long::longValue).toArray()));
  }

  /** Of colored PNG files, the op itself would take blue for green when asked for gray. */
  private static Operand<TUint8> colors(Ops tf, Operand<TString> file) {
    return decoded(tf, file, COLORS);
  }

  /** The op gives alpha of some formats only; where a file has none, it is opaque. */
  private static Operand<TUint8> alpha(Ops tf, Operand<TString> file) {
    Operand<TUint8> own = decoded(tf, file, 0);
    Operand<TInt32> shape = tf.shape(own);
    Operand<TInt32> channels = tf.gather(shape, tf.constant(2), tf.constant(0));
    Operand<TInt32> plane =
        tf.concat(
            List.of(
                tf.slice(shape, tf.constant(new int[1]), tf.constant(new int[] {2})),
                tf.constant(new int[] {1})),
            tf.constant(0));
    Operand<TUint8> opaque = tf.fill(plane, tf.dtypes.cast(tf.constant(OPAQUE), TUint8.class));
    // Gray, or gray and alpha, stands for each color; what follows the last of them is alpha.
    Operand<TInt32> chosen =
        tf.select(
            tf.math.less(channels, tf.constant(COLORS)),
            tf.constant(new int[] {0, 0, 0, 1}),
            tf.constant(new int[] {0, 1, 2, COLORS}));
    return tf.gather(tf.concat(List.of(own, opaque), tf.constant(2)), chosen, tf.constant(2));
  }

  private static Operand<TUint8> decoded(Ops tf, Operand<TString> file, int channels) {
    return tf.ensureShape(
        tf.image.decodeImage(
            file,
            TUint8.class,
            DecodeImage.channels((long) channels),
            DecodeImage.expandAnimations(false)),
        Shape.of(
            Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE, channels == 0 ? Shape.UNKNOWN_SIZE : channels));
  }

  /**
   * The image, still as it lies in the file.
   *
   * @return of whole numbers, rounded later, {@code [height, width, channels]} or with the first
   *     two the other way round
   */
  private static Operand<TFloat32> resized(
      Ops tf, Operand<TUint8> image, Orientation orientation, ImageReading reading) {
    Operand<TInt32> wanted =
        orientation.turned(
            tf, tf.constant(new int[] {reading.size().height(), reading.size().width()}));
    Operand<TFloat32> size =
        tf.dtypes.cast(
            tf.slice(tf.shape(image), tf.constant(new int[1]), tf.constant(new int[] {2})),
            TFloat32.class);
    Operand<TFloat32> wantedSize = tf.dtypes.cast(wanted, TFloat32.class);
    Operand<TFloat32> scale = scale(tf, tf.math.div(wantedSize, size), reading.fit());
    // What is too much, or too little, is so on both sides alike.
    Operand<TFloat32> shift =
        tf.math.mul(tf.math.sub(wantedSize, tf.math.mul(size, scale)), tf.constant(0.5f));
    Operand<TFloat32> one =
        tf.image.scaleAndTranslate(
            tf.expandDims(image, tf.constant(0)),
            wanted,
            scale,
            shift,
            ScaleAndTranslate.kernelType("triangle"),
            ScaleAndTranslate.antialias(true));
    return tf.squeeze(one, Squeeze.axis(List.of(0L)));
  }

  private static Operand<TFloat32> scale(Ops tf, Operand<TFloat32> ratios, ImageFit fit) {
    return switch (fit) {
      case STRETCH -> ratios;
      case CROP -> both(tf, tf.reduceMax(ratios, tf.constant(0)));
      case PAD -> both(tf, tf.reduceMin(ratios, tf.constant(0)));
    };
  }

  private static Operand<TFloat32> both(Ops tf, Operand<TFloat32> ratio) {
    return tf.stack(List.of(ratio, ratio));
  }
}
