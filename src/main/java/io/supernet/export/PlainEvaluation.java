package io.supernet.export;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Floats;
import io.supernet.Opened;
import io.supernet.data.DataSet;
import io.supernet.network.PlainNames;
import io.supernet.supernet.Fetched;
import io.supernet.supernet.LabelTensors;
import io.supernet.supernet.Preprocessing;
import io.supernet.supernet.SessionConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * What a network that is to be served says of examples, and how good that is: in a graph of its
 * own, whose weights are all float32.
 *
 * @param outputs of the last layer, one example after another
 * @param metrics by name
 */
record PlainEvaluation(List<Float> outputs, Map<String, Double> metrics) {

  private static final int BATCH = 256;

  PlainEvaluation {
    outputs = List.copyOf(outputs);
    // In one order in each process.
    metrics = ImmutableMap.copyOf(ImmutableSortedMap.copyOf(metrics));
  }

  /** The outputs for the first examples, one after another. */
  float[] outputs(int examples, int each) {
    return Floats.toArray(outputs.subList(0, examples * each));
  }

  /**
   * Evaluates a network.
   *
   * @param kept how many examples' outputs are wanted
   */
  static PlainEvaluation of(Served served, DataSet data, int kept) {
    try (Opened opened = new Opened()) {
      Graph graph = opened.add(new Graph());
      Ops tf = PlainNames.in(graph);
      Class<? extends TNumber> type = served.bytes() ? TUint8.class : TFloat32.class;
      Placeholder<? extends TNumber> examples =
          tf.placeholder(type, Placeholder.shape(shape(served, Shape.UNKNOWN_SIZE)));
      Placeholder<? extends TNumber> labels =
          tf.placeholder(
              LabelTensors.type(data),
              Placeholder.shape(LabelTensors.shape(data, Shape.UNKNOWN_SIZE)));
      NetworkGraph network =
          new NetworkGraph(
              tf,
              served.network().plain(),
              Preprocessing.normalize(tf, examples, served.type(), served.normalization()));
      List<Operand<TFloat64>> sums = served.head().sums(tf, labels, network.outputs());
      Session session = opened.add(new Session(graph, SessionConfig.of(0)));
      network.assign(session);
      double[] total = {};
      List<Float> outputs = new ArrayList<>();
      for (int from = 0; from < data.size(); from += BATCH) {
        int to = Math.min(from + BATCH, data.size());
        Session.Runner runner = session.runner().fetch(network.outputs());
        sums.forEach(runner::fetch);
        try (Tensor fed = examples(served, data, from, to);
            Tensor labeled = LabelTensors.of(data, from, to);
            Result result =
                runner.feed(examples.asOutput(), fed).feed(labels.asOutput(), labeled).run()) {
          if (from < kept) {
            outputs.addAll(Floats.asList(floats((TFloat32) result.get(0))));
          }
          total = added(total, result);
        }
      }
      return new PlainEvaluation(outputs, served.head().metrics(total, data.size()));
    }
  }

  private static double[] added(double[] total, Result result) {
    double[] sums = Fetched.doubles(result, 1);
    double[] added = Arrays.copyOf(total, sums.length);
    Arrays.setAll(added, i -> added[i] + sums[i]);
    return added;
  }

  private static float[] floats(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  private static Shape shape(Served served, long batch) {
    return Shape.of(served.exampleShape().stream().mapToLong(Long::longValue).toArray())
        .prepend(batch);
  }

  private static Tensor examples(Served served, DataSet data, int from, int to) {
    ByteBuffer raw = data.examples(from, to);
    Class<? extends TNumber> type = served.bytes() ? TUint8.class : TFloat32.class;
    return Tensor.of(type, shape(served, to - from), DataBuffers.of(raw));
  }
}
