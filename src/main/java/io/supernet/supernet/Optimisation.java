package io.supernet.supernet;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;

/**
 * How a training step turns gradients into weights: SGD with Nesterov momentum. The learning rate
 * is given with each step.
 *
 * @param momentum 0 to below 1
 * @param weightDecay added to the gradient as {@code weightDecay * weight}, for kernels only
 * @param clipNorm largest global norm of the gradients of the trained path; larger ones are scaled
 *     down to it; 0 for no bound
 * @param labelSmoothing share of the target that is spread over all classes, 0 to below 1
 */
public record Optimisation(
    double momentum, double weightDecay, double clipNorm, double labelSmoothing) {

  /**
   * Momentum 0.9, weight decay 5e-4, clipping at norm 5, no label smoothing: usual for one-shot
   * training.
   */
  public static final Optimisation DEFAULT = new Optimisation(0.9, 5e-4, 5, 0);

  public Optimisation {
    check("momentum", momentum, 0, 0.9999);
    check("weight decay", weightDecay, 0, 1);
    check("clip norm", clipNorm, 0, Double.MAX_VALUE);
    check("label smoothing", labelSmoothing, 0, 0.9999);
  }

  private static void check(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new SupernetException(
          Kind.USAGE,
          "The " + what + " " + value + " is out of range: " + least + " to " + most + ".");
    }
  }
}
