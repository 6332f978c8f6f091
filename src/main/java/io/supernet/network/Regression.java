package io.supernet.network;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.supernet.data.DataSet;
import io.supernet.data.LabelScale;
import io.supernet.evaluate.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/**
 * A number, by its squared error. The network learns it at mean 0 and deviation 1; evaluations and
 * exported models have it in its own unit.
 *
 * @param sought what a search wants the best of
 */
record Regression(Metric sought) implements Prediction {

  @Override
  public Form form() {
    return new Form(
        "regression",
        1,
        Stream.concat(Stream.of(sought), Metric.OF_REGRESSION.stream()).distinct().toList(),
        List.of(new Answer("value", "float32", List.of(), "in the unit of the training values")),
        1);
  }

  @Override
  public boolean fits(DataSet data) {
    return data.hasValues();
  }

  @Override
  public Head head(DataSet train) {
    return new Scaled(LabelScale.of(train), sought);
  }

  /** What follows once it is known how values are scaled. */
  private record Scaled(LabelScale scale, Metric sought) implements Head {

    @Override
    public Operand<TFloat32> targets(Ops tf, Operand<? extends TNumber> labels, double smoothing) {
      return tf.expandDims(tf.dtypes.cast(scaled(tf, labels), TFloat32.class), tf.constant(1));
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
      return Losses.meanSquaredError(tf, targets, outputs);
    }

    /** Of squared errors, of the scaled values, and of their squares. */
    @Override
    public List<Operand<TFloat64>> sums(
        Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs) {
      Operand<TFloat64> truth = scaled(tf, labels);
      Operand<TFloat64> said =
          tf.dtypes.cast(tf.reshape(outputs, tf.constant(new int[] {-1})), TFloat64.class);
      return List.of(
          tf.sum(tf.math.squaredDifference(said, truth), tf.constant(0)),
          tf.sum(truth, tf.constant(0)),
          tf.sum(tf.math.square(truth), tf.constant(0)));
    }

    private Operand<TFloat64> scaled(Ops tf, Operand<? extends TNumber> labels) {
      Operand<TFloat64> values = tf.dtypes.cast(labels, TFloat64.class);
      return tf.math.div(
          tf.math.sub(values, tf.constant(scale.mean())), tf.constant(scale.deviation()));
    }

    /** Where all values are the same, there is no variance to explain: R2 is 0 then. */
    @Override
    public Map<String, Double> metrics(double[] sums, long examples) {
      double variation = sums[2] - sums[1] * sums[1] / examples;
      double error = sums[0] / examples;
      double explained = 1 - sums[0] / variation;
      Map<String, Double> found =
          ImmutableMap.of(
              Metric.R2.name(),
              variation > ROUNDING * sums[2] || !Double.isFinite(error) ? explained : 0,
              Metric.RMSE.name(),
              scale.deviation() * Math.sqrt(error),
              Metric.LOSS.name(),
              error);
      Map<String, Double> ordered = new LinkedHashMap<>();
      ordered.put(sought.name(), requireNonNull(found.get(sought.name())));
      found.forEach(ordered::putIfAbsent);
      return ordered;
    }

    private static final double ROUNDING = 1e-12;

    @Override
    public List<Operand<?>> answers(Ops tf, Operand<TFloat32> outputs) {
      Operand<TFloat32> scaled = tf.reshape(outputs, tf.constant(new int[] {-1}));
      return List.of(
          tf.withName("value")
              .math
              .add(
                  tf.math.mul(scaled, tf.constant((float) scale.deviation())),
                  tf.constant((float) scale.mean())));
    }

    @Override
    public List<Formula> formulas() {
      return List.of(new Formula.Scaled((float) scale.deviation(), (float) scale.mean()));
    }

    @Override
    public double[] expected(float[] outputs) {
      return new double[] {scale.mean() + scale.deviation() * outputs[0]};
    }

    @Override
    public double unit() {
      return scale.deviation();
    }
  }
}
