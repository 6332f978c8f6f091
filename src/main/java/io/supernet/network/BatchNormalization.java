package io.supernet.network;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The ops of batch normalization (Ioffe and Szegedy 2015) in one forward pass; epsilon 1e-5,
 * running statistics with momentum 0.9.
 */
final class BatchNormalization {

  static final float EPSILON = 1e-5f;
  private static final float TOWARDS_BATCH = 0.1f;

  /**
   * The output of a layer.
   *
   * @param running its running statistics, if the pass moves them
   */
  record Normalized(Operand<TFloat32> value, Optional<Forward.Running> running) {}

  private final BatchNormMode mode;
  private final boolean keepsStatistics;
  private final Operand<TFloat32> epsilon;
  private final Operand<TFloat32> none;
  private final Operand<TFloat32> towardsBatch;
  private final Operand<TInt32> imageAxes;
  private final Operand<TInt32> first;

  /** Null unless statistics are calibrated. */
  private final @Nullable Operand<TInt32> calibrationSize;

  /**
   * Batch normalization in the mode of a pass. What all its layers need is made once.
   *
   * @param keepsStatistics whether the network has running statistics: one architecture has, a
   *     supernet has not
   */
  BatchNormalization(Forward.Place place, boolean keepsStatistics) {
    this.mode = place.mode();
    this.keepsStatistics = keepsStatistics;
    Ops tf = place.tf().withName(place.name() + ".batch_norm");
    this.epsilon = tf.constant(EPSILON);
    this.none = tf.constant(new float[0]);
    this.towardsBatch = tf.constant(TOWARDS_BATCH);
    this.imageAxes = tf.constant(new int[] {0, 1, 2});
    this.first = tf.constant(new int[4]);
    this.calibrationSize =
        mode == BatchNormMode.CALIBRATED
            ? tf.concat(
                List.of(
                    tf.reshape(place.calibrationRows(), tf.constant(new int[] {1})),
                    tf.constant(new int[] {-1, -1, -1})),
                tf.constant(0))
            : null;
  }

  /**
   * Adds the ops.
   *
   * @param tf for ops with inputs from x
   * @param within for ops that read variables
   * @param path scope of the layer, ending in a slash
   * @param x float32 {@code [batch, height, width, channels]} or {@code [batch, channels]}
   */
  Normalized apply(
      Ops tf,
      Ops within,
      Variables variables,
      String path,
      Operand<TFloat32> x,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset) {
    if (x.shape().numDimensions() == 2) {
      int channels = Math.toIntExact(scale.shape().size());
      Operand<TFloat32> image = tf.reshape(x, tf.constant(new int[] {-1, 1, 1, channels}));
      Normalized y = apply(tf, within, variables, path, image, scale, offset);
      Operand<TFloat32> rows = tf.reshape(y.value, tf.constant(new int[] {-1, channels}));
      return new Normalized(rows, y.running);
    }
    return switch (mode) {
      case TRAINING, BATCH -> withBatchStatistics(tf, within, variables, path, x, scale, offset);
      case CALIBRATED -> {
        Operand<TFloat32> rows = tf.slice(x, first, calibrationSize);
        Operand<TFloat32> mean = tf.math.mean(rows, imageAxes);
        Operand<TFloat32> variance = tf.math.mean(tf.math.squaredDifference(rows, mean), imageAxes);
        yield new Normalized(inference(tf, x, scale, offset, mean, variance), Optional.empty());
      }
      case RUNNING ->
          new Normalized(
              inference(
                  tf,
                  x,
                  scale,
                  offset,
                  running(variables, path, "mean", scale).read(within),
                  running(variables, path, "variance", scale).read(within)),
              Optional.empty());
    };
  }

  private Normalized withBatchStatistics(
      Ops tf,
      Ops within,
      Variables variables,
      String path,
      Operand<TFloat32> x,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset) {
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            offset,
            none,
            none,
            FusedBatchNorm.epsilon(EPSILON),
            FusedBatchNorm.isTraining(true));
    if (mode != BatchNormMode.TRAINING || !keepsStatistics) {
      return new Normalized(norm.y(), Optional.empty());
    }
    Variable mean = running(variables, path, "mean", scale);
    Variable variance = running(variables, path, "variance", scale);
    return new Normalized(
        norm.y(),
        Optional.of(
            new Forward.Running(
                mean.name(),
                norm.batchMean(),
                variance.name(),
                norm.batchVariance(),
                List.of(
                    moved(tf, within, mean, norm.batchMean()),
                    moved(tf, within, variance, norm.batchVariance())))));
  }

  /**
   * With given statistics. Not by the fused op: on CPUs, TensorFlow's oneDNN build of it mixes up
   * concurrent runs when it does not train (seen once in a thousand runs of 2.18).
   */
  private Operand<TFloat32> inference(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      Operand<TFloat32> mean,
      Operand<TFloat32> variance) {
    Operand<TFloat32> deviation = tf.math.rsqrt(tf.math.add(variance, epsilon));
    Operand<TFloat32> factor = tf.math.mul(scale, deviation);
    Operand<TFloat32> shift = tf.math.sub(offset, tf.math.mul(mean, factor));
    return tf.math.add(tf.math.mul(x, factor), shift);
  }

  private static Variable running(
      Variables variables, String path, String what, Operand<TFloat32> scale) {
    float first = what.equals("mean") ? 0 : 1;
    List<Long> shape = List.of(scale.shape().size());
    return variables.variable(
        new WeightSpec(running(path, what), shape, new Initializer.Constant(first), false));
  }

  /** The name of a running statistic. */
  static String running(String path, String what) {
    return path + "running_" + what;
  }

  private Op moved(Ops tf, Ops within, Variable running, Operand<TFloat32> batch) {
    Operand<TFloat32> difference = tf.math.sub(running.read(within), batch);
    return tf.assignSubVariableOp(running.handle(), tf.math.mul(difference, towardsBatch));
  }
}
