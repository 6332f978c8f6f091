package io.supernet.export;

import io.supernet.export.ExportManifest.TensorInfo;
import io.supernet.export.Offer.Method;
import io.supernet.export.Offer.Port;
import io.supernet.network.Prediction.Answer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** What is answered to tf.Example messages, under the names that TensorFlow Serving reads. */
final class MessageAnswers {

  private MessageAnswers() {}

  /**
   * The method that fits a task: its first answer has to be a number for each class, or one number.
   *
   * @return empty if none fits
   */
  static Optional<Method> method(Answer first, List<String> classNames) {
    if (!first.type().equals("float32")) {
      return Optional.empty();
    }
    if (classNames.isEmpty()) {
      return first.shape().isEmpty() ? Optional.of(Method.REGRESS) : Optional.empty();
    }
    return first.shape().equals(List.of((long) classNames.size()))
        ? Optional.of(Method.CLASSIFY)
        : Optional.empty();
  }

  /**
   * Adds the signature.
   *
   * @param first the first answer: float32 {@code [batch, classes]} or {@code [batch]}
   */
  static Offer offer(
      Ops tf, Method method, Port messages, Operand<TFloat32> first, List<String> classNames) {
    if (method == Method.REGRESS) {
      TensorInfo value = new TensorInfo("outputs", "float32", List.of(-1L), "the value");
      return new Offer("regress", method, List.of(messages), List.of(new Port(value, first)));
    }
    List<Long> shape = List.of(-1L, (long) classNames.size());
    Operand<TString> names =
        tf.withName("classes")
            .broadcastTo(tf.array(classNames.toArray(String[]::new)), tf.shape(first));
    return new Offer(
        "classify",
        method,
        List.of(messages),
        List.of(
            new Port(
                new TensorInfo("classes", "string", shape, "names, in the order of the scores"),
                names),
            new Port(new TensorInfo("scores", "float32", shape, "probability of each"), first)));
  }
}
