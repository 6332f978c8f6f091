package io.supernet.network;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.supernet.data.DataOptions;
import io.supernet.data.DataSet;
import io.supernet.data.LabelScale;
import io.supernet.evaluate.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * A number, by its squared error or that of Huber. The network learns it at mean 0 and deviation 1;
 * evaluations and exported models have it in its own unit.
 *
 * <p>Huber: Robust Estimation of a Location Parameter, Annals of Mathematical Statistics 35, 1964:
 * half the square of an error up to a bound, from there on as steep as at the bound.
 *
 * @param sought what a search wants the best of
 * @param huber the bound in deviations, above 0; {@link #SQUARED} for squared errors
 */
record Regression(Metric sought, double huber) implements Prediction {

  static final double SQUARED = 0;

  Regression {
    if (huber != SQUARED) {
      DataOptions.checkHuber(huber);
    }
  }

  @Override
  public Form form() {
    return new Form(
        huber == SQUARED ? "regression" : "regression by Huber's loss",
        1,
        Stream.concat(Stream.of(sought), Metric.OF_REGRESSION.stream()).distinct().toList(),
        List.of(new Answer("value", "float32", List.of(), "in the unit of the training values")),
        huber == SQUARED ? 1 : Math.min(0.5, huber));
  }

  @Override
  public boolean fits(DataSet data) {
    return data.hasValues();
  }

  @Override
  public Head head(DataSet train) {
    return new Scaled(LabelScale.of(train), sought, huber);
  }

  /** What follows once it is known how values are scaled. */
  private record Scaled(LabelScale scale, Metric sought, double huber) implements Head {

    @Override
    public Operand<TFloat32> targets(Ops tf, Operand<? extends TNumber> labels, double smoothing) {
      return tf.expandDims(tf.dtypes.cast(scaled(tf, labels), TFloat32.class), tf.constant(1));
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> targets, Operand<TFloat32> outputs) {
      return huber == SQUARED
          ? Losses.meanSquaredError(tf, targets, outputs)
          : tf.sum(huber(tf, tf.math.sub(outputs, targets)), tf.constant(1));
    }

    /** With q the smaller of |e| and the bound, q (|e| - q / 2). */
    private <T extends TFloating> Operand<T> huber(Ops tf, Operand<T> errors) {
      Operand<T> sizes = tf.math.abs(errors);
      Operand<T> bound = tf.dtypes.cast(tf.constant(huber), errors.type());
      Operand<T> least = tf.math.minimum(sizes, bound);
      Operand<T> half = tf.dtypes.cast(tf.constant(0.5), errors.type());
      return tf.math.mul(least, tf.math.sub(sizes, tf.math.mul(least, half)));
    }

    /** Of squared errors, of the scaled values, of their squares; by Huber of the losses. */
    @Override
    public List<Operand<TFloat64>> sums(
        Ops tf, Operand<? extends TNumber> labels, Operand<TFloat32> outputs) {
      Operand<TFloat64> truth = scaled(tf, labels);
      Operand<TFloat64> said =
          tf.dtypes.cast(tf.reshape(outputs, tf.constant(new int[] {-1})), TFloat64.class);
      Operand<TFloat64> errors = tf.math.sub(said, truth);
      List<Operand<TFloat64>> sums = new ArrayList<>();
      sums.add(tf.sum(tf.math.square(errors), tf.constant(0)));
      sums.add(tf.sum(truth, tf.constant(0)));
      sums.add(tf.sum(tf.math.square(truth), tf.constant(0)));
      if (huber != SQUARED) {
        sums.add(tf.sum(huber(tf, errors), tf.constant(0)));
      }
      return sums;
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
              huber == SQUARED ? error : sums[3] / examples);
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
