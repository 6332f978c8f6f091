package io.supernet.export;

import static java.util.stream.Collectors.joining;

import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.network.Head;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Compares an exported model with the live one. */
final class Parity {

  private static final double TOLERANCE = 1e-5;

  private Parity() {}

  /**
   * As {@link #largestDifference}, refused if it is too large.
   *
   * @throws SupernetException if the two models are not the same
   */
  static double checked(
      Path model, Served served, Map<String, String> asked, DataSet data, float[] logits) {
    double difference = largestDifference(model, served, asked, data, logits);
    if (!(difference <= TOLERANCE)) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "The exported model%s differs from the live one by %s in the output '%s', more than %s; it was not put in place, as an operation of the network is not deterministic or depends on the batch.",
              asked.values().stream().map(" of the size "::concat).collect(joining()),
              difference,
              served.outputs().get(0).name(),
              TOLERANCE));
    }
    return difference;
  }

  /**
   * Loads a SavedModel as a client would and compares its first output.
   *
   * @param served what it has to be
   * @param asked the size that is asked for, by the name of its input, of a model of several
   * @param logits of the live model for the first examples of the data, one after another
   * @return the largest difference, in units of {@link Head#unit} or of values that are larger;
   *     infinite if one of the two is not finite
   */
  static double largestDifference(
      Path model, Served served, Map<String, String> asked, DataSet data, float[] logits) {
    Head head = served.head();
    int outputs = served.network().outputs();
    int examples = logits.length / outputs;
    List<Long> sizes = new ArrayList<>(List.of((long) examples));
    sizes.addAll(data.exampleShape());
    Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    ByteBuffer raw = data.examples(0, examples);
    Class<? extends TNumber> type =
        data.elementType() == ElementType.UINT8 ? TUint8.class : TFloat32.class;
    double[] expected =
        IntStream.range(0, examples)
            .mapToObj(i -> Arrays.copyOfRange(logits, i * outputs, (i + 1) * outputs))
            .flatMapToDouble(one -> Arrays.stream(head.expected(one)))
            .toArray();
    float[] actual = new float[expected.length];
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString());
        Tensor fed = Tensor.of(type, shape, DataBuffers.of(raw));
        TableRows rows = TableRows.of(data, examples);
        Result result = call(bundle, rows.orElse(Map.of(served.input().name(), fed)), asked)) {
      TFloat32 answers = (TFloat32) result.get(served.outputs().get(0).name()).orElseThrow();
      answers.asRawTensor().data().asFloats().read(actual);
    }
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      // What float32 cannot say of a large value is no difference.
      double unsayable = 4 * Math.ulp((float) expected[i]);
      double difference = Math.max(0, Math.abs(actual[i] - expected[i]) - unsayable) / head.unit();
      largest =
          Math.max(largest, Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY);
    }
    return largest;
  }

  private static Result call(
      SavedModelBundle bundle, Map<String, Tensor> examples, Map<String, String> asked) {
    Map<String, Tensor> inputs = new HashMap<>(examples);
    try (Opened opened = new Opened()) {
      asked.forEach((input, size) -> inputs.put(input, opened.add(TString.scalarOf(size))));
      String key = Signature.DEFAULT_KEY;
      return bundle.function(asked.isEmpty() ? key : SizedNetwork.key(key)).call(inputs);
    }
  }
}
