package io.supernet.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** What the end of a network says of outputs that are given. */
final class Heads {

  /** Labels of some examples, from one on and up to another. */
  @FunctionalInterface
  interface Labels {
    Operand<? extends TNumber> of(Ops tf, int from, int to);
  }

  private Heads() {}

  /** The metrics of two halves, added up. */
  static Map<String, Double> metrics(Head head, float[][] outputs, Labels labels) {
    int half = outputs.length / 2;
    double[] first = sums(head, outputs, labels, 0, half);
    double[] second = sums(head, outputs, labels, half, outputs.length);
    double[] all = new double[first.length];
    Arrays.setAll(all, i -> first[i] + second[i]);
    return head.metrics(all, outputs.length);
  }

  private static double[] sums(Head head, float[][] outputs, Labels labels, int from, int to) {
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      float[][] some = Arrays.copyOfRange(outputs, from, to);
      List<Operand<TFloat64>> sums =
          head.sums(tf, labels.of(tf, from, to), tf.constant(StdArrays.ndCopyOf(some)));
      try (Session session = new Session(graph)) {
        Session.Runner runner = session.runner();
        sums.forEach(runner::fetch);
        try (Result result = runner.run()) {
          return IntStream.range(0, result.size())
              .mapToObj(i -> (TFloat64) result.get(i))
              .flatMapToDouble(sum -> sum.streamOfObjects().mapToDouble(x -> x))
              .toArray();
        }
      }
    }
  }

  /** The loss of each example, and the gradient of their sum by the outputs, row by row. */
  @SuppressWarnings("ArrayRecordComponent")
  record Losses(float[] losses, float[] gradient) {}

  static Losses losses(
      Head head, Function<Ops, Operand<? extends TNumber>> labels, float[][] given) {
    try (Graph graph = new Graph()) {
      Ops tf = PlainNames.in(graph);
      Operand<TFloat32> outputs = tf.constant(given);
      Operand<TFloat32> losses = head.losses(tf, head.targets(tf, labels.apply(tf), 0), outputs);
      Output<?> gradient =
          graph
              .addGradients(
                  tf.sum(losses, tf.constant(0)).asOutput(), new Output<?>[] {outputs.asOutput()})[
              0];
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(losses).fetch(gradient).run()) {
        return new Losses(floats(result, 0), floats(result, 1));
      }
    }
  }

  private static float[] floats(Result result, int index) {
    TFloat32 tensor = (TFloat32) result.get(index);
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
