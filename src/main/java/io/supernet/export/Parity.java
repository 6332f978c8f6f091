package io.supernet.export;

import com.google.common.primitives.Floats;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
   * Loads a SavedModel as a client would and compares its probabilities.
   *
   * @param examples the first so many of the data are classified
   * @param expected logits of the live model, one example after another
   * @return the largest absolute difference; infinite if one of the two is not finite
   */
  static double largestDifference(
      Path model, String input, DataSet data, int examples, float[] expected) {
    List<Long> sizes = new ArrayList<>(List.of((long) examples));
    sizes.addAll(data.exampleShape());
    Shape shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    ByteBuffer all = data.examples().duplicate().order(ByteOrder.nativeOrder());
    ByteBuffer raw =
        ByteBuffer.allocateDirect(all.remaining() / data.size() * examples)
            .order(ByteOrder.nativeOrder());
    raw.put(all.limit(raw.capacity())).flip();
    Class<? extends TNumber> type =
        data.elementType() == ElementType.UINT8 ? TUint8.class : TFloat32.class;
    float[] actual = new float[expected.length];
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString());
        Tensor fed = Tensor.of(type, shape, DataBuffers.of(raw));
        Result result = bundle.call(Map.of(input, fed))) {
      TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();
      probabilities.asRawTensor().data().asFloats().read(actual);
    }
    double largest = 0;
    int classes = data.classes();
    for (int i = 0; i < examples; i++) {
      double[] truth = softmax(Arrays.copyOfRange(expected, i * classes, (i + 1) * classes));
      for (int c = 0; c < classes; c++) {
        double difference = Math.abs(actual[i * classes + c] - truth[c]);
        largest =
            Math.max(largest, Double.isFinite(difference) ? difference : Double.POSITIVE_INFINITY);
      }
    }
    return largest;
  }

  private static double[] softmax(float[] logits) {
    double top = Floats.max(logits);
    double[] shares =
        IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i] - top)).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }
}
