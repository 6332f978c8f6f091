package io.supernet.export;

import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.network.PlainNames;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.DecodeImage;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Turns files of images (JPEG, PNG, BMP, the first of a GIF) into examples in the graph that is
 * served. A file of another size is resized as a triangle filter does it: bilinear between pixels
 * when it grows, the mean of those that become one when it shrinks. One of the right size stays
 * what it is.
 */
final class ImageFiles {

  /** The signature that takes files. */
  static final String KEY = "encoded_images";

  /** Its input; clients of TensorFlow Serving send base64 to names that end like this. */
  static final String INPUT = "image_bytes";

  static final TensorInfo INFO =
      new TensorInfo(
          INPUT,
          "string",
          List.of(-1L),
          "files of images (JPEG, PNG, BMP, GIF) of any size; made gray where the model takes gray, resized without keeping the ratio of the sides");

  private static final int COLORS = 3;

  private static final int GRAY = 128;

  /** Of red, green and blue in gray, as in Recommendation ITU-R BT.601; their sum is 1. */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private ImageFiles() {}

  /** Whether files can become examples of a shape: images in gray or color. */
  static boolean fit(List<Long> shape) {
    return shape.size() == 3 && (shape.get(2) == 1 || shape.get(2) == COLORS);
  }

  /**
   * Adds what makes examples of files.
   *
   * @param files string {@code [batch]}
   * @param shape of one example, {@code [height, width, channels]}
   * @return {@code [batch, height, width, channels]}
   */
  static Operand<TUint8> decoded(Ops tf, Operand<TString> files, List<Long> shape) {
    try (Graph body = new Graph();
        ConcreteFunction decode = ConcreteFunction.create(decoding(body, shape), body)) {
      return tf.withName("decoded")
          .mapDefun(
              List.of(files),
              List.of(),
              List.of(TUint8.class),
              List.of(Shape.of(shape.stream().mapToLong(Long::longValue).toArray())),
              decode)
          .output()
          .get(0)
          .expect(TUint8.class);
    }
  }

  /**
   * A file of an even image.
   *
   * @param shape that the model takes; the file is larger, so that it has to be resized
   */
  static byte[] gray(List<Long> shape) {
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      int[] sizes = {Math.toIntExact(2 * shape.get(0)), Math.toIntExact(2 * shape.get(1)), COLORS};
      Operand<TString> file =
          tf.image.encodeJpeg(
              tf.fill(tf.constant(sizes), tf.dtypes.cast(tf.constant(GRAY), TUint8.class)));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(file).run()) {
        return ((TString) result.get(0)).asBytes().getObject();
      }
    }
  }

  private static Signature decoding(Graph body, List<Long> shape) {
    Ops tf = PlainNames.in(body);
    Placeholder<TString> file =
        tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    // Of colored PNG files, the op itself would take blue for green when asked for gray.
    Operand<TUint8> pixels =
        tf.image.decodeImage(
            file,
            TUint8.class,
            DecodeImage.channels((long) COLORS),
            DecodeImage.expandAnimations(false));
    Operand<TFloat32> one =
        tf.ensureShape(
            tf.expandDims(tf.dtypes.cast(pixels, TFloat32.class), tf.constant(0)),
            Shape.of(1, Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE, COLORS));
    Operand<TFloat32> resized =
        tf.reshape(
            resized(tf, one, shape),
            tf.constant(
                Stream.of(shape.get(0), shape.get(1), (long) COLORS)
                    .mapToInt(Math::toIntExact)
                    .toArray()));
    Operand<TFloat32> channels =
        shape.get(2) == COLORS
            ? resized
            : tf.expandDims(
                tf.reduceSum(tf.math.mul(resized, tf.constant(LUMA)), tf.constant(2)),
                tf.constant(2));
    Operand<TUint8> example = tf.dtypes.cast(tf.math.round(channels), TUint8.class);
    return Signature.builder("decode_image").input("file", file).output("image", example).build();
  }

  private static Operand<TFloat32> resized(Ops tf, Operand<TFloat32> image, List<Long> shape) {
    int[] wanted = {Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1))};
    Operand<TInt32> size =
        tf.slice(tf.shape(image), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
    Operand<TFloat32> scale =
        tf.math.div(
            tf.dtypes.cast(tf.constant(wanted), TFloat32.class),
            tf.dtypes.cast(size, TFloat32.class));
    return tf.image.scaleAndTranslate(
        image,
        tf.constant(wanted),
        scale,
        tf.constant(new float[2]),
        ScaleAndTranslate.kernelType("triangle"),
        ScaleAndTranslate.antialias(true));
  }
}
