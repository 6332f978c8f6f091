package io.supernet.supernet;

import io.supernet.network.Variable;
import io.supernet.network.Variables;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba, ICLR 2015). Its two means begin at 0 and are corrected by the number of
 * updates that have gone into them. In a supernet a weight is updated only when a path touches it,
 * so each weight has a count of its own, which goes up with its own updates: a weight that is
 * touched for the first time late in a training takes the step that the paper gives to a first
 * gradient. Means do not decay while a weight rests.
 */
final class AdamUpdate {

  private final Ops tf;
  private final Variables variables;
  private final Operand<TFloat32> beta1;
  private final Operand<TFloat32> beta2;
  private final Operand<TFloat32> epsilon;

  /** Updates with the same constants. */
  AdamUpdate(Ops tf, Variables variables, Optimization.Adam constants) {
    this.tf = tf;
    this.variables = variables;
    this.beta1 = tf.constant((float) constants.beta1());
    this.beta2 = tf.constant((float) constants.beta2());
    this.epsilon = tf.constant((float) constants.epsilon());
  }

  /**
   * One update; runs where the gradient is live.
   *
   * @param learningRate float32 scalar
   */
  Op update(Variable variable, Operand<TFloat32> learningRate, Operand<TFloat32> gradient) {
    Variable count = variables.countBeside(variable, "adam_steps");
    // A control edge from a switch is live on both sides; one from this identity is not.
    Operand<TFloat32> live = tf.identity(gradient);
    Operand<TFloat32> before = count.read(tf.withControlDependencies(List.of(live)));
    Operand<TFloat32> steps = tf.math.add(before, tf.constant(1f));
    Op moved =
        tf.train.resourceApplyAdam(
            variable.handle(),
            variables.beside(variable, "adam_mean", 0).handle(),
            variables.beside(variable, "adam_square", 0).handle(),
            tf.math.pow(beta1, steps),
            tf.math.pow(beta2, steps),
            learningRate,
            beta1,
            beta2,
            epsilon,
            live);
    return tf.withControlDependencies(List.of(moved)).assignVariableOp(count.handle(), steps);
  }
}
