package io.supernet.network;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.supernet.evaluate.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/**
 * The end of a network that says of each of several labels whether an example has it.
 *
 * @param sought the metric at the head of all
 */
record MultilabelHead(int labels, Metric sought) implements Head {

  @Override
  public Operand<TFloat32> targets(Ops tf, Operand<? extends TNumber> labels, double smoothing) {
    return tf.dtypes.cast(labels, TFloat32.class);
  }

  @Override
  public Operand<TFloat32> taught(Ops tf, Operand<TFloat32> outputs) {
    return tf.math.sigmoid(outputs);
  }

  /**
   * Where t is the target and x the output, the mean over labels of t softplus(-x) + (1 - t)
   * softplus(x): of no x it overflows, and of none that is right it is a difference of large
   * numbers.
   */
  @Override
  public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
    Operand<TFloat32> x = tf.identity(outputs);
    Operand<TFloat32> missed = tf.math.softplus(tf.math.neg(x));
    Operand<TFloat32> wrong = tf.math.softplus(x);
    Operand<TFloat32> each =
        tf.math.add(
            tf.math.mul(targets, missed),
            tf.math.mul(tf.math.sub(tf.constant(1f), targets), wrong));
    return tf.math.mean(each, tf.constant(1));
  }

  /** Of the losses, and those of {@link LabelSums}. */
  @Override
  public List<Operand<TFloat64>> sums(
      Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs) {
    Operand<TFloat32> losses = losses(tf, targets(tf, labels, 0), outputs);
    List<Operand<TFloat64>> sums = new ArrayList<>();
    sums.add(tf.dtypes.cast(tf.sum(losses, tf.constant(0)), TFloat64.class));
    sums.addAll(new LabelSums(this.labels).sums(tf, labels, outputs));
    return sums;
  }

  @Override
  public Map<String, Double> metrics(double[] sums, long examples) {
    LabelSums counts = new LabelSums(labels);
    double[] counted = Arrays.copyOfRange(sums, 1, sums.length);
    double loss = sums[0] / examples;
    // An output that is no number was counted somewhere.
    double none = Double.isFinite(loss) ? 0 : Double.NaN;
    Map<String, Double> found =
        ImmutableMap.of(
            Metric.MEAN_AVERAGE_PRECISION.name(),
            counts.averagePrecision(counted) + none,
            Metric.MACRO_F1.name(),
            counts.macroF1(counted) + none,
            Metric.MICRO_F1.name(),
            counts.microF1(counted) + none,
            Metric.LOSS.name(),
            loss);
    Map<String, Double> ordered = new LinkedHashMap<>();
    ordered.put(sought.name(), requireNonNull(found.get(sought.name())));
    found.forEach(ordered::putIfAbsent);
    return ordered;
  }

  @Override
  public List<Operand<?>> answers(Ops tf, Operand<TFloat32> outputs) {
    Operand<TFloat32> logits = tf.withName("logits").identity(outputs);
    return List.of(tf.withName("probabilities").math.sigmoid(logits), logits);
  }

  @Override
  public List<Formula> formulas() {
    return List.of(new Formula.Sigmoid(), new Formula.Outputs());
  }

  @Override
  public double[] expected(float[] outputs) {
    return IntStream.range(0, outputs.length)
        .mapToDouble(i -> 1 / (1 + Math.exp(-outputs[i])))
        .toArray();
  }
}
