package io.supernet.supernet;

import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * The examples and labels of a split as tensors, rows of training, validation and test data one
 * after another. All models of a process that are open on one split share them, and the last one
 * frees them. Nobody writes into them.
 */
final class SplitTensors implements AutoCloseable {

  private static final int PIECE = 1 << 20;

  /** By the data sets themselves: equal ones are others. */
  private static final Map<Split, SplitTensors> OPEN = new HashMap<>();

  private final Split split;
  private final TType labels;

  /** Null if they stay on disk. */
  private final @Nullable Tensor examples;

  private int users;

  private SplitTensors(Split split) {
    this.split = split;
    this.labels = LabelTensors.of(parts(split));
    try (Opened opened = new Opened()) {
      opened.add(labels);
      this.examples =
          isStreamed(split)
              ? null
              : Tensor.of(type(split), shape(split), tensor -> fill(tensor.asRawTensor().data()));
      opened.keep();
    }
  }

  /** Those of a split, made if no model has them yet. The caller closes them. */
  static SplitTensors open(Split split) {
    checkSize(split);
    synchronized (OPEN) {
      SplitTensors tensors = OPEN.computeIfAbsent(split, SplitTensors::new);
      tensors.users++;
      return tensors;
    }
  }

  /** Whether the examples are too many for memory, and each batch is read when it is needed. */
  static boolean isStreamed(Split split) {
    return parts(split).stream().anyMatch(DataSet::isStreamed);
  }

  /** How many splits have tensors in this process now. */
  static int count() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  /** In the order of rows, which is that of {@link Part}. */
  static List<DataSet> parts(Split split) {
    return List.of(split.train(), split.validation(), split.test());
  }

  /** Of the examples. */
  static Class<? extends TNumber> type(Split split) {
    return split.train().elementType() == ElementType.UINT8 ? TUint8.class : TFloat32.class;
  }

  /** Of the examples: {@code [rows] + exampleShape}. */
  static Shape shape(Split split) {
    LongStream rows = LongStream.of(parts(split).stream().mapToLong(DataSet::size).sum());
    LongStream example = split.train().exampleShape().stream().mapToLong(Long::longValue);
    return Shape.of(LongStream.concat(rows, example).toArray());
  }

  /** Uint8 or float32 {@code [rows] + exampleShape}; empty if they stay on disk. */
  Optional<Tensor> examples() {
    return Optional.ofNullable(examples);
  }

  /** As {@link LabelTensors} has them, a row each. */
  TType labels() {
    return labels;
  }

  private static void checkSize(Split split) {
    long size = parts(split).stream().mapToLong(DataSet::bytes).sum();
    if (size > Integer.MAX_VALUE && !isStreamed(split)) {
      throw new SupernetException(
          Kind.DATA,
          Text.of(
              "The data '%s' have %d bytes; at most %d fit on the device, so take fewer examples.",
              split.train().name(), size, Integer.MAX_VALUE));
    }
  }

  private void fill(ByteDataBuffer memory) {
    long filled = 0;
    for (DataSet part : parts(split)) {
      int each = Math.toIntExact(part.bytes() / part.size());
      int several = Math.max(1, PIECE / each);
      for (int from = 0; from < part.size(); from += several) {
        ByteBuffer some = part.examples(from, Math.min(from + several, part.size()));
        byte[] piece = new byte[some.remaining()];
        some.get(piece);
        memory.offset(filled).write(piece);
        filled += piece.length;
      }
    }
  }

  /** To be called once by each who opened them. */
  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(split);
        if (examples != null) {
          examples.close();
        }
        labels.close();
      }
    }
  }
}
