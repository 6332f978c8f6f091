package io.supernet.images;

import io.supernet.Opened;
import io.supernet.data.ImageReading;
import io.supernet.network.PlainNames;
import io.supernet.supernet.SessionConfig;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Makes examples of files of images; several threads may do so at once. */
final class ImageDecoder implements AutoCloseable {

  /** A file that is no image that can be read; the message tells why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String why, Throwable cause) {
      super(why, cause);
    }
  }

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TString> file;
  private final Operand<TUint8> example;
  private final int bytes;

  ImageDecoder(ImageReading reading) {
    try (Opened opened = new Opened()) {
      opened.add(graph);
      Ops tf = PlainNames.in(graph);
      this.file = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
      this.example = ImageGraph.example(tf, file, reading);
      this.session = opened.add(new Session(graph, SessionConfig.of(0)));
      this.bytes = Math.toIntExact(reading.shape().stream().reduce(1L, Math::multiplyExact));
      opened.keep();
    }
  }

  /** The pixels of a file, row by row. */
  byte[] decode(byte[] content) throws Unreadable {
    try (TString fed = TString.tensorOfBytes(NdArrays.scalarOfObject(content));
        Result result = session.runner().feed(file.asOutput(), fed).fetch(example).run()) {
      byte[] pixels = new byte[bytes];
      ((TUint8) result.get(0)).asRawTensor().data().read(pixels);
      return pixels;
    } catch (TFInvalidArgumentException | TensorFlowException e) {
      throw new Unreadable(why(e), e);
    }
  }

  /** TensorFlow's first sentence, without the names of operations behind it. */
  private static String why(RuntimeException e) {
    String line =
        Objects.toString(e.getMessage(), "no reason given").lines().findFirst().orElse("");
    return line.replaceFirst("^\\{\\{[^}]*}} *", "")
        .replaceFirst("\\s*\\[\\[.*", "")
        .replaceFirst("\\.$", "");
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
