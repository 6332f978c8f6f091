package io.supernet.network;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Floats;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.data.DataSet;
import io.supernet.evaluate.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** One of several classes, by the cross-entropy of a softmax. */
record Classification(int classes) implements Prediction, Head {

  Classification {
    if (classes < 2) {
      throw new SupernetException(
          Kind.USAGE, "A classification needs at least 2 classes, got " + classes + ".");
    }
  }

  @Override
  public Form form() {
    List<Long> each = List.of((long) classes);
    return new Form(
        "classification into " + classes + " classes",
        classes,
        Metric.OF_CLASSIFICATION,
        List.of(
            new Answer("probabilities", "float32", each, "of each class, sum 1"),
            new Answer("logits", "float32", each, "before softmax"),
            new Answer("class", "int64", List.of(), "index of the most probable class")),
        Math.log(classes));
  }

  @Override
  public boolean fits(DataSet data) {
    return data.classes() == classes;
  }

  @Override
  public Head head(DataSet train) {
    return this;
  }

  @Override
  public Operand<TFloat32> targets(Ops tf, Operand<? extends TNumber> labels, double smoothing) {
    // Smoothed here, since the framework would smooth what a teacher says, too.
    return tf.oneHot(
        indices(labels),
        tf.constant(classes),
        tf.constant((float) (1 - smoothing + smoothing / classes)),
        tf.constant((float) (smoothing / classes)));
  }

  @Override
  public Operand<TFloat32> taught(Ops tf, Operand<TFloat32> outputs) {
    return tf.nn.softmax(outputs);
  }

  @Override
  public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    return Losses.categoricalCrossentropy(tf, targets, outputs, true, 0, Losses.CHANNELS_LAST);
  }

  /** How many were right, and the sum of the losses. */
  @Override
  public List<Operand<TFloat64>> sums(
      Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs) {
    Operand<TInt32> truth = indices(labels);
    // The framework's accuracies either keep sums in variables, which evaluations at once would
    // mix, or count ties as right.
    Operand<TInt32> predicted = tf.math.argMax(outputs, tf.constant(1), TInt32.class);
    Operand<TInt64> hits = tf.dtypes.cast(tf.math.equal(predicted, truth), TInt64.class);
    Operand<TFloat32> losses = Losses.sparseCategoricalCrossentropy(tf, truth, outputs, true, -1);
    return List.of(
        tf.dtypes.cast(tf.sum(hits, tf.constant(0)), TFloat64.class),
        tf.dtypes.cast(tf.sum(losses, tf.constant(0)), TFloat64.class));
  }

  @Override
  public Map<String, Double> metrics(double[] sums, long examples) {
    return ImmutableMap.of(
        Metric.ACCURACY.name(), sums[0] / examples, Metric.LOSS.name(), sums[1] / examples);
  }

  @Override
  public List<Operand<?>> answers(Ops tf, Operand<TFloat32> outputs) {
    Operand<TFloat32> logits = tf.withName("logits").identity(outputs);
    return List.of(
        tf.withName("probabilities").nn.softmax(logits),
        logits,
        tf.withName("class").math.argMax(logits, tf.constant(1), TInt64.class));
  }

  @Override
  public List<Formula> formulas() {
    return List.of(new Formula.Softmax(), new Formula.Outputs(), new Formula.Largest());
  }

  @Override
  public double[] expected(float[] outputs) {
    double top = Floats.max(outputs);
    double[] shares =
        IntStream.range(0, outputs.length).mapToDouble(i -> Math.exp(outputs[i] - top)).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  @SuppressWarnings("unchecked")
  private static Operand<TInt32> indices(Operand<? extends TNumber> labels) {
    if (!TInt32.class.equals(labels.type())) {
      throw new IllegalArgumentException("The labels of classes are int32, not " + labels.type());
    }
    return (Operand<TInt32>) labels;
  }
}
