package io.supernet.export;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.network.Head;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Compares an exported model with the live one. */
final class Parity {

  private Parity() {}

  /**
   * Loads a SavedModel as a client would and compares its first output.
   *
   * @param served what it has to be
   * @param logits of the live model for the first examples of the data, one after another
   * @return the largest difference, in units of {@link Head#unit} or of values that are larger;
   *     infinite if one of the two is not finite
   */
  static double largestDifference(Path model, Served served, DataSet data, float[] logits) {
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
        Result result = bundle.call(rows.orElse(Map.of(served.input().name(), fed)))) {
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
}
