package io.supernet.supernet;

import io.supernet.network.Variable;
import io.supernet.network.Variables;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;

/** Adds the ops that move a variable along its gradient. */
final class Updates {

  private final Ops tf;
  private final Variables variables;
  private final Optimisation optimisation;
  private final Operand<TFloat32> learningRate;
  private final Operand<TFloat32> momentum;
  private final Operand<TFloat32> decay;

  /**
   * Updates with one learning rate.
   *
   * @param learningRate float32 scalar
   */
  Updates(Ops tf, Variables variables, Optimisation optimisation, Operand<TFloat32> learningRate) {
    this.tf = tf;
    this.variables = variables;
    this.optimisation = optimisation;
    this.learningRate = learningRate;
    this.momentum = tf.constant((float) optimisation.momentum());
    this.decay = tf.constant((float) optimisation.weightDecay());
  }

  /**
   * One update; runs where the gradient is live.
   *
   * @param value of the variable, live where the gradient is
   */
  Op update(Variable variable, Operand<TFloat32> value, Operand<TFloat32> gradient) {
    Operand<TFloat32> whole =
        variable.decay() && optimisation.weightDecay() > 0
            ? tf.math.add(gradient, tf.math.mul(value, decay))
            : gradient;
    return tf.train.resourceApplyMomentum(
        variable.handle(),
        variables.beside(variable, "momentum", 0).handle(),
        learningRate,
        whole,
        momentum,
        ResourceApplyMomentum.useNesterov(true));
  }

  /**
   * The factor that brings gradients down to the bound on their global norm; null without a bound.
   *
   * @param half half the sum of their squares, float32 scalar
   */
  Operand<TFloat32> clipping(Operand<TFloat32> half) {
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(half, tf.constant(2f)));
    Operand<TFloat32> bound = tf.constant((float) optimisation.clipNorm());
    return tf.math.div(bound, tf.math.maximum(norm, bound));
  }

  boolean clips() {
    return optimisation.clipNorm() > 0;
  }
}
