package io.supernet.network;

/**
 * Which statistics batch normalization uses in one forward pass.
 *
 * @since 0.1
 */
public enum BatchNormMode {
  /** Those of the batch; running statistics, where the network keeps them, move toward them. */
  TRAINING,
  /** Those of the batch, which is left as it is: for evaluation with inherited weights. */
  BATCH,
  /**
   * Those of the first rows of the batch, which are training examples: recalibrated for each
   * architecture.
   */
  CALIBRATED,
  /** The running statistics: for one architecture trained alone. */
  RUNNING
}
