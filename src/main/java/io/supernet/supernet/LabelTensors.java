package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import io.supernet.data.DataSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * The labels of data sets as a graph takes them: int32 {@code [examples]} of classes, float32
 * {@code [examples]} of values, uint8 {@code [examples, classes]} of sets.
 */
@API(status = INTERNAL)
public final class LabelTensors {

  private LabelTensors() {}

  /** The type for data like these. */
  public static Class<? extends TNumber> type(DataSet data) {
    return data.hasValues() ? TFloat32.class : data.hasSets() ? TUint8.class : TInt32.class;
  }

  /** The shape for so many examples of data like these. */
  public static Shape shape(DataSet data, long examples) {
    return data.hasSets() ? Shape.of(examples, data.classes()) : Shape.of(examples);
  }

  /** Those of parts of data, one after another. The caller closes them. */
  static TNumber of(List<DataSet> parts) {
    DataSet first = parts.get(0);
    if (first.hasValues()) {
      return TFloat32.vectorOf(
          Floats.concat(parts.stream().map(DataSet::values).toArray(float[][]::new)));
    }
    if (first.hasSets()) {
      int size = parts.stream().mapToInt(part -> part.sets().remaining()).sum();
      ByteBuffer sets = ByteBuffer.allocate(size);
      parts.forEach(part -> sets.put(part.sets()));
      return sets(first, sets.flip());
    }
    return TInt32.vectorOf(Ints.concat(parts.stream().map(DataSet::labels).toArray(int[][]::new)));
  }

  /** Those of the examples from one on, up to another. The caller closes them. */
  public static TNumber of(DataSet data, int from, int to) {
    if (data.hasValues()) {
      return TFloat32.vectorOf(Arrays.copyOfRange(data.values(), from, to));
    }
    return data.hasSets()
        ? sets(data, data.sets().slice(from * data.classes(), (to - from) * data.classes()))
        : TInt32.vectorOf(Arrays.copyOfRange(data.labels(), from, to));
  }

  private static TUint8 sets(DataSet data, ByteBuffer sets) {
    Shape shape = shape(data, sets.remaining() / data.classes());
    return TUint8.tensorOf(shape, DataBuffers.of(sets));
  }
}
