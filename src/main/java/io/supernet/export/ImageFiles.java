package io.supernet.export;

import io.supernet.data.ImageFit;
import io.supernet.data.ImageReading;
import io.supernet.data.ImageSize;
import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.images.ImageGraph;
import io.supernet.network.PlainNames;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Turns files of images into examples in the graph that is served. */
final class ImageFiles {

  /** The signature that takes files. */
  static final String KEY = "encoded_images";

  /** Its input; clients of TensorFlow Serving send base64 to names that end like this. */
  static final String INPUT = "image_bytes";

  private static final int COLORS = 3;

  private static final int GRAY = 128;

  private ImageFiles() {}

  /** How files become examples of a shape, where none of the training examples was a file. */
  static ImageReading reading(List<Long> shape) {
    return new ImageReading(
        new ImageSize(Math.toIntExact(shape.get(0)), Math.toIntExact(shape.get(1))),
        Math.toIntExact(shape.get(2)),
        ImageFit.STRETCH);
  }

  /** Its input. */
  static TensorInfo info(ImageReading reading) {
    String fit =
        switch (reading.fit()) {
          case CROP -> "resized until the shorter side fits, the center cut out";
          case PAD -> "resized until the longer side fits, black beside it";
          case STRETCH -> "resized without keeping the ratio of the sides";
        };
    return new TensorInfo(
        INPUT,
        "string",
        List.of(-1L),
        "files of images (JPEG, PNG, BMP, GIF) of any size; turned upright"
            + (reading.channels() == 1 ? ", made gray, " : ", ")
            + fit);
  }

  /**
   * Adds what makes examples of files.
   *
   * @param files string {@code [batch]}
   * @return {@code [batch, height, width, channels]}
   */
  static Operand<TUint8> decoded(Ops tf, Operand<TString> files, ImageReading reading) {
    try (Graph body = new Graph();
        ConcreteFunction decode = ConcreteFunction.create(decoding(body, reading), body)) {
      return tf.withName("decoded")
          .mapDefun(
              List.of(files),
              List.of(),
              List.of(TUint8.class),
              List.of(Shape.of(reading.shape().stream().mapToLong(Long::longValue).toArray())),
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

  private static Signature decoding(Graph body, ImageReading reading) {
    Ops tf = PlainNames.in(body);
    Placeholder<TString> file =
        tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    return Signature.builder("decode_image")
        .input("file", file)
        .output("image", ImageGraph.example(tf, file, reading))
        .build();
  }
}
