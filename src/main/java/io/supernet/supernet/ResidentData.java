package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * All examples and labels as two tensors on the device, so that a run feeds row numbers only. The
 * rows of training, validation and test data follow one another.
 */
final class ResidentData {

  private final Map<Part, DataSet> parts = new EnumMap<>(Part.class);
  private final Class<? extends TNumber> type;
  private final Shape shape;
  private final VarHandleOp examples;
  private final VarHandleOp labels;
  private final Placeholder<? extends TNumber> fedExamples;
  private final Placeholder<TInt32> fedLabels;
  private final Op assignExamples;
  private final Op assignLabels;

  ResidentData(Ops tf, Split split) {
    parts.put(Part.TRAIN, split.train());
    parts.put(Part.VALIDATION, split.validation());
    parts.put(Part.TEST, split.test());
    this.type = split.train().elementType() == ElementType.UINT8 ? TUint8.class : TFloat32.class;
    List<Long> sizes =
        new ArrayList<>(List.of((long) parts.values().stream().mapToInt(DataSet::size).sum()));
    sizes.addAll(split.train().exampleShape());
    this.shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    this.examples = tf.varHandleOp(type, shape, VarHandleOp.sharedName("data/examples"));
    this.labels =
        tf.varHandleOp(TInt32.class, Shape.of(shape.get(0)), VarHandleOp.sharedName("data/labels"));
    this.fedExamples = tf.placeholder(type);
    this.fedLabels = tf.placeholder(TInt32.class);
    this.assignExamples = tf.assignVariableOp(examples, fedExamples);
    this.assignLabels = tf.assignVariableOp(labels, fedLabels);
  }

  /** The number in the tensors of a part's first example. */
  int firstRow(Part part) {
    return parts.keySet().stream()
        .filter(p -> p.compareTo(part) < 0)
        .mapToInt(p -> parts.get(p).size())
        .sum();
  }

  DataSet part(Part part) {
    return parts.get(part);
  }

  Operand<? extends TNumber> examples(Ops tf, Operand<TInt32> rows) {
    return tf.gather(tf.readVariableOp(examples, type), rows, tf.constant(0));
  }

  Operand<TInt32> labels(Ops tf, Operand<TInt32> rows) {
    return tf.gather(tf.readVariableOp(labels, TInt32.class), rows, tf.constant(0));
  }

  /** Brings the data to the device, and runs another op with that. */
  void load(Session session, Op initialize) {
    long size = parts.values().stream().mapToLong(part -> part.examples().remaining()).sum();
    if (size > Integer.MAX_VALUE) {
      throw new SupernetException(
          Kind.DATA,
          "The data '"
              + part(Part.TRAIN).name()
              + "' have "
              + size
              + " bytes; at most "
              + Integer.MAX_VALUE
              + " fit on the device, so take fewer examples.");
    }
    int bytes = Math.toIntExact(size);
    ByteBuffer all = allocate(bytes);
    parts.values().forEach(part -> all.put(part.examples()));
    int[] allLabels =
        parts.values().stream().flatMapToInt(part -> Arrays.stream(part.labels())).toArray();
    try (Tensor values = Tensor.of(type, shape, DataBuffers.of(all.flip()));
        TInt32 classes = TInt32.vectorOf(allLabels)) {
      session
          .runner()
          .feed(fedExamples, values)
          .feed(fedLabels, classes)
          .addTarget(assignExamples)
          .addTarget(assignLabels)
          .addTarget(initialize)
          .run()
          .close();
    }
  }

  private ByteBuffer allocate(int bytes) {
    try {
      return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    } catch (OutOfMemoryError e) {
      throw new SupernetException(
          Kind.DATA,
          "The data '"
              + part(Part.TRAIN).name()
              + "' have "
              + bytes
              + " bytes, more than Java may use; allow it more memory, "
              + "as with SUPERNET_JAVA_OPTS=-Xmx8g, or take fewer examples.",
          e);
    }
  }
}
