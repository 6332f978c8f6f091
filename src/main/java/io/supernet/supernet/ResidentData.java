package io.supernet.supernet;

import io.supernet.data.DataSet;
import io.supernet.data.Split;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * All examples and labels as two tensors on the device, so that a run feeds row numbers only. The
 * rows of training, validation and test data follow one another.
 *
 * <p>A variable on the CPU takes the memory of the tensor that it is given as its own, so that all
 * sessions share that of {@link SplitTensors}. On another device each session has its copy.
 */
final class ResidentData implements AutoCloseable {

  private final Split split;
  private final Class<? extends TNumber> type;
  private final Class<? extends TNumber> labelType;
  private final VarHandleOp examples;
  private final VarHandleOp labels;
  private final Placeholder<? extends TNumber> fedExamples;
  private final Placeholder<? extends TNumber> fedLabels;
  private final Op assignExamples;
  private final Op assignLabels;

  /** Null until the data are loaded, and once this is closed. */
  private @Nullable SplitTensors tensors;

  ResidentData(Ops tf, Split split) {
    this.split = split;
    this.type = SplitTensors.type(split);
    this.labelType = SplitTensors.labelType(split);
    Shape shape = SplitTensors.shape(split);
    this.examples = tf.varHandleOp(type, shape, VarHandleOp.sharedName("data/examples"));
    this.labels =
        tf.varHandleOp(labelType, Shape.of(shape.get(0)), VarHandleOp.sharedName("data/labels"));
    this.fedExamples = tf.placeholder(type);
    this.fedLabels = tf.placeholder(labelType);
    this.assignExamples = tf.assignVariableOp(examples, fedExamples);
    this.assignLabels = tf.assignVariableOp(labels, fedLabels);
  }

  /** The number in the tensors of a part's first example. */
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

  Operand<? extends TNumber> examples(Ops tf, Operand<TInt32> rows) {
    return tf.gather(tf.readVariableOp(examples, type), rows, tf.constant(0));
  }

  Operand<? extends TNumber> labels(Ops tf, Operand<TInt32> rows) {
    return tf.gather(tf.readVariableOp(labels, labelType), rows, tf.constant(0));
  }

  /** Brings the data to the device, once, and runs another op with that. */
  void load(Session session, Op initialize) {
    SplitTensors opened = SplitTensors.open(split);
    tensors = opened;
    session
        .runner()
        .feed(fedExamples, opened.examples())
        .feed(fedLabels, opened.labels())
        .addTarget(assignExamples)
        .addTarget(assignLabels)
        .addTarget(initialize)
        .run()
        .close();
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
