package io.supernet.supernet;

import io.supernet.network.Variable;
import io.supernet.network.Variables;
import io.supernet.supernet.Optimization.Method;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;

/** Adds the ops that move a variable along its gradient. */
final class Updates {

  private final Ops tf;
  private final Variables variables;
  private final Optimization optimization;
  private final Operand<TFloat32> learningRate;
  private final Operand<TFloat32> momentum;
  private final Operand<TFloat32> decay;
  private final AdamUpdate adam;

  /**
   * Updates with one learning rate.
   *
   * @param learningRate float32 scalar
   */
  Updates(Ops tf, Variables variables, Optimization optimization, Operand<TFloat32> learningRate) {
    this.tf = tf;
    this.variables = variables;
    this.optimization = optimization;
    this.learningRate = learningRate;
    this.momentum = tf.constant((float) optimization.momentum());
    this.adam = new AdamUpdate(tf, variables, optimization.adam());
    this.decay = tf.constant((float) optimization.weightDecay());
  }

  /**
   * One update; runs where the gradient is live.
   *
   * @param value of the variable, live where the gradient is
   */
  Op update(Variable variable, Operand<TFloat32> value, Operand<TFloat32> gradient) {
    Operand<TFloat32> rate = rate(variable);
    Operand<TFloat32> whole = gradient;
    if (variable.decay() && optimization.weightDecay() > 0) {
      Operand<TFloat32> decayed = tf.math.mul(value, decay);
      whole =
          optimization.method() == Method.ADAMW
              ? afterShrinking(variable, tf.math.mul(rate, decayed), gradient)
              : tf.math.add(gradient, decayed);
    }
    return optimization.method() == Method.SGD
        ? tf.train.resourceApplyMomentum(
            variable.handle(),
            variables.beside(variable, "momentum", 0).handle(),
            rate,
            whole,
            momentum,
            ResourceApplyMomentum.useNesterov(true))
        : adam.update(variable, rate, whole);
  }

  private Operand<TFloat32> rate(Variable variable) {
    return variable.pace() == 1 || optimization.method() == Method.SGD
        ? learningRate
        : tf.math.mul(learningRate, tf.constant((float) variable.pace()));
  }

  /** The gradient, once the variable has become smaller by the difference. */
  private Operand<TFloat32> afterShrinking(
      Variable variable, Operand<TFloat32> difference, Operand<TFloat32> gradient) {
    // A control edge from a switch is live on both sides; one from this identity is not.
    Ops touched = tf.withControlDependencies(List.of(tf.identity(gradient)));
    Op shrunk = touched.assignSubVariableOp(variable.handle(), difference);
    return tf.withControlDependencies(List.of(shrunk)).identity(gradient);
  }

  /**
   * The factor that brings gradients down to the bound on their global norm.
   *
   * @param half half the sum of their squares, float32 scalar
   */
  Operand<TFloat32> clipping(Operand<TFloat32> half) {
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(half, tf.constant(2f)));
    Operand<TFloat32> bound = tf.constant((float) optimization.clipNorm());
    return tf.math.div(bound, tf.math.maximum(norm, bound));
  }

  boolean clips() {
    return optimization.clipNorm() > 0;
  }
}
