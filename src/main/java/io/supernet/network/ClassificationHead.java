package io.supernet.network;

import com.google.common.primitives.Floats;
import io.supernet.evaluate.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * The end of a network that classifies.
 *
 * @param sought the metric at the head of all
 * @param weights of the classes in training; none if all count alike
 */
record ClassificationHead(int classes, Metric sought, List<Float> weights) implements Head {

  ClassificationHead {
    weights = List.copyOf(weights);
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
  public Optional<Operand<TFloat32>> diverging(
      Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    return Optional.of(AlphaDivergence.targets(tf, targets, outputs));
  }

  @Override
  public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    Operand<TFloat32> plain =
        Losses.categoricalCrossentropy(tf, targets, outputs, true, 0, Losses.CHANNELS_LAST);
    if (weights.isEmpty()) {
      return plain;
    }
    Operand<TFloat32> weight =
        tf.sum(tf.math.mul(targets, tf.constant(Floats.toArray(weights))), tf.constant(1));
    return tf.math.mul(plain, weight);
  }

  /** How many were right, the sum of the losses, and those for the metric that is sought. */
  @Override
  public List<Operand<TFloat64>> sums(
      Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs) {
    Operand<TInt32> truth = indices(labels);
    // The framework's accuracies either keep sums in variables, which evaluations at once would
    // mix, or count ties as right.
    Operand<TInt32> predicted = tf.math.argMax(outputs, tf.constant(1), TInt32.class);
    Operand<TInt64> hits = tf.dtypes.cast(tf.math.equal(predicted, truth), TInt64.class);
    Operand<TFloat32> losses = Losses.sparseCategoricalCrossentropy(tf, truth, outputs, true, -1);
    List<Operand<TFloat64>> sums = new ArrayList<>();
    sums.add(tf.dtypes.cast(tf.sum(hits, tf.constant(0)), TFloat64.class));
    sums.add(tf.dtypes.cast(tf.sum(losses, tf.constant(0)), TFloat64.class));
    ClassSums.of(sought, classes)
        .ifPresent(more -> sums.addAll(more.sums(tf, truth, predicted, outputs)));
    return sums;
  }

  @Override
  public Map<String, Double> metrics(double[] sums, long examples) {
    double loss = sums[1] / examples;
    Map<String, Double> metrics = new LinkedHashMap<>();
    ClassSums.of(sought, classes)
        .ifPresent(
            more -> {
              double found = more.metric(Arrays.copyOfRange(sums, 2, sums.length));
              // An output that is no number was counted somewhere.
              metrics.put(sought.name(), Double.isFinite(loss) ? found : Double.NaN);
            });
    if (sought.equals(Metric.LOSS)) {
      metrics.put(Metric.LOSS.name(), loss);
    }
    metrics.put(Metric.ACCURACY.name(), sums[0] / examples);
    metrics.put(Metric.LOSS.name(), loss);
    return metrics;
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
