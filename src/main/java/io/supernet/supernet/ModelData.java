package io.supernet.supernet;

import io.supernet.Opened;
import io.supernet.data.DataSet;
import io.supernet.data.Split;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * All examples and labels as two tensors on the device, so that a run feeds row numbers only. The
 * rows of training, validation and test data follow one another. Examples that stay on disk are fed
 * with their row numbers.
 *
 * <p>A variable on the CPU takes the memory of the tensor that it is given as its own, so that all
 * sessions share that of {@link SplitTensors}. On another device each session has its copy.
 */
final class ModelData implements AutoCloseable {

  private final Split split;
  private final Class<? extends TNumber> type;
  private final Class<? extends TNumber> labelType;
  private final Shape exampleShape;
  private final Placeholder<TInt32> rows;
  private final VarHandleOp labels;
  private final Placeholder<? extends TNumber> fedLabels;
  private final Op assignLabels;
  private final Placeholder<? extends TNumber> fedExamples;

  /** Null if examples stay on disk. */
  private final @Nullable VarHandleOp examples;

  private final @Nullable Op assignExamples;

  /** Null if they do not. */
  private final @Nullable StreamedBatches streamed;

  /** Null until the data are loaded, and once this is closed. */
  private @Nullable SplitTensors tensors;

  /**
   * Adds the data to a graph.
   *
   * @param rows int32 {@code [batch]}, which {@link #feed} feeds
   */
  ModelData(Ops tf, Split split, Placeholder<TInt32> rows) {
    this.split = split;
    this.rows = rows;
    this.type = SplitTensors.type(split);
    this.labelType = LabelTensors.type(split.train());
    Shape shape = SplitTensors.shape(split);
    this.exampleShape = shape.tail();
    boolean streams = SplitTensors.isStreamed(split);
    this.streamed = streams ? new StreamedBatches(split) : null;
    this.examples =
        streams ? null : tf.varHandleOp(type, shape, VarHandleOp.sharedName("data/examples"));
    this.labels =
        tf.varHandleOp(
            labelType,
            LabelTensors.shape(split.train(), shape.get(0)),
            VarHandleOp.sharedName("data/labels"));
    this.fedExamples =
        streams
            ? tf.placeholder(type, Placeholder.shape(exampleShape.prepend(Shape.UNKNOWN_SIZE)))
            : tf.placeholder(type);
    this.assignExamples = examples == null ? null : tf.assignVariableOp(examples, fedExamples);
    this.fedLabels = tf.placeholder(labelType);
    this.assignLabels = tf.assignVariableOp(labels, fedLabels);
  }

  /** The number of a part's first example among all. */
  int firstRow(Part part) {
    return switch (part) {
      case TRAIN -> 0;
      case VALIDATION -> split.train().size();
      case TEST -> split.train().size() + split.validation().size();
    };
  }

  DataSet part(Part part) {
    return switch (part) {
      case TRAIN -> split.train();
      case VALIDATION -> split.validation();
      case TEST -> split.test();
    };
  }

  /** The examples of the rows that are fed. */
  Operand<? extends TNumber> examples(Ops tf) {
    return examples == null
        ? fedExamples
        : tf.gather(tf.readVariableOp(examples, type), rows, tf.constant(0));
  }

  /** The labels of the rows that are fed. */
  Operand<? extends TNumber> labels(Ops tf) {
    return tf.gather(tf.readVariableOp(labels, labelType), rows, tf.constant(0));
  }

  /** Says which rows are fed next, so that they can be read by then. */
  void prepare(int[] batch) {
    if (streamed != null) {
      streamed.prepare(batch);
    }
  }

  /** A run that is fed some rows. */
  static final class Fed implements AutoCloseable {
    private final Session.Runner runner;
    private final TInt32 rows;
    private final @Nullable Tensor examples;

    private Fed(Session.Runner runner, TInt32 rows, @Nullable Tensor examples) {
      this.runner = runner;
      this.rows = rows;
      this.examples = examples;
    }

    Session.Runner runner() {
      return runner;
    }

    @Override
    public void close() {
      rows.close();
      if (examples != null) {
        examples.close();
      }
    }
  }

  /** Feeds some rows; the caller closes what is fed when the run is over. */
  Fed feed(Session.Runner runner, int[] batch) {
    try (Opened opened = new Opened()) {
      TInt32 fedRows = opened.add(TInt32.vectorOf(batch));
      runner.feed(rows, fedRows);
      Tensor fed = null;
      if (streamed != null) {
        Shape shape = exampleShape.prepend(batch.length);
        byte[] read = streamed.examples(batch);
        fed = opened.add(Tensor.of(type, shape, tensor -> tensor.asRawTensor().data().write(read)));
        runner.feed(fedExamples.asOutput(), fed);
      }
      opened.keep();
      return new Fed(runner, fedRows, fed);
    }
  }

  /** Brings the data to the device, once, and runs another op with that. */
  void load(Session session, Op initialize) {
    SplitTensors opened = SplitTensors.open(split);
    tensors = opened;
    Session.Runner runner =
        session.runner().feed(fedLabels, opened.labels()).addTarget(assignLabels);
    if (assignExamples != null) {
      runner.feed(fedExamples, opened.examples().orElseThrow()).addTarget(assignExamples);
    }
    runner.addTarget(initialize).run().close();
  }

  /** Gives the data back; after the session. */
  @Override
  public void close() {
    if (tensors != null) {
      tensors.close();
      tensors = null;
    }
  }
}
