package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.supernet.Bounds;
import io.supernet.Fingerprint;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * How a training step turns gradients into weights. The learning rate is given with each step.
 *
 * @param momentum of SGD, 0 to below 1
 * @param weightDecay for kernels only: scales and offsets of a normalization have no reason to be
 *     small
 * @param clipNorm largest global norm of the gradients of a step, after those of several paths are
 *     averaged or added up; larger ones are scaled down to it; 0 for no bound
 * @param labelSmoothing share of the target that is spread over all classes, 0 to below 1
 * @param method the optimizer
 * @param adam constants of Adam and AdamW
 * @since 0.1
 */
@RecordBuilder
public record Optimization(
    double momentum,
    double weightDecay,
    double clipNorm,
    double labelSmoothing,
    Method method,
    Adam adam)
    implements OptimizationBuilder.With {

  /** Optimizers. */
  public enum Method {
    /** Stochastic gradient descent with Nesterov momentum; weight decay is part of the gradient. */
    SGD,
    /** Kingma and Ba: Adam, ICLR 2015; weight decay is part of the gradient. */
    ADAM,
    /**
     * Loshchilov and Hutter: Decoupled Weight Decay Regularization, ICLR 2019: weights shrink by
     * {@code rate * weightDecay * weight} beside Adam's step. The paper scales that by the schedule
     * alone; here, as is usual, by the whole learning rate.
     */
    ADAMW
  }

  /**
   * Constants of Adam.
   *
   * @param beta1 decay of the mean of gradients, 0 to below 1
   * @param beta2 decay of the mean of their squares, 0 to below 1
   * @param epsilon added to the root of the mean square before it is corrected for its beginning at
   *     0, above 0: the paper's variant at the end of its section 2
   */
  public record Adam(double beta1, double beta2, double epsilon) {

    /** The paper's. */
    public static final Adam DEFAULT = new Adam(0.9, 0.999, 1e-8);

    public Adam {
      Bounds.check("beta 1 of Adam", beta1, 0, 0.999999);
      Bounds.check("beta 2 of Adam", beta2, 0, 0.999999);
      Bounds.check("epsilon of Adam", epsilon, Float.MIN_NORMAL, 1);
    }
  }

  /**
   * SGD, which one-shot methods were published with. Momentum 0.9, as each weight of a supernet
   * gets few and noisy gradients. Weight decay 5e-4, usual for small images. Clipping at norm 5, as
   * paths of very different depth share weights and one of them may throw the others off. No label
   * smoothing: it moves the loss, and short trainings underfit as it is.
   */
  public static final Optimization DEFAULT = new Optimization(0.9, 5e-4, 5, 0);

  public Optimization {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(adam, "adam");
    Bounds.check("momentum", momentum, 0, 0.9999);
    Bounds.check("weight decay", weightDecay, 0, 1);
    Bounds.check(clipNorm >= 0 && clipNorm <= Double.MAX_VALUE, "clip norm", clipNorm, "0 or more");
    Bounds.check("label smoothing", labelSmoothing, 0, 0.9999);
  }

  /** SGD with Nesterov momentum. */
  public Optimization(double momentum, double weightDecay, double clipNorm, double labelSmoothing) {
    this(momentum, weightDecay, clipNorm, labelSmoothing, Method.SGD, Adam.DEFAULT);
  }

  /** Adds all of it. */
  @API(status = INTERNAL)
  public Fingerprint addTo(Fingerprint fingerprint) {
    return fingerprint
        .with("momentum", momentum)
        .with("decay", weightDecay)
        .with("clip", clipNorm)
        .with("smoothing", labelSmoothing)
        .with("method", method.name())
        .with("beta1", adam.beta1)
        .with("beta2", adam.beta2)
        .with("epsilon", adam.epsilon);
  }
}
