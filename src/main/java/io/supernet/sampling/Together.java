package io.supernet.sampling;

/**
 * How the paths of one step are trained together.
 *
 * @since 0.1
 */
public enum Together {
  /** By the mean of their gradients. */
  MEAN,
  /** By the sum of their gradients. */
  SUM,
  /**
   * By the mean of their gradients, where the others learn what the first says of the batch, as
   * probabilities, instead of the labels: in-place distillation.
   */
  DISTILLED,
  /**
   * As {@link #DISTILLED}, but by the adaptive α-divergence of AlphaNet, which also counts where
   * the others say too much that the first does not say.
   */
  DISTILLED_ALPHA
}
