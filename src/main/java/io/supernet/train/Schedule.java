package io.supernet.train;

/**
 * How a learning rate goes on once it has risen.
 *
 * @since 0.1
 */
public enum Schedule {
  /** Falls to 0 along half a cosine (Loshchilov and Hutter: SGDR, ICLR 2017, without restarts). */
  COSINE,
  /** Stays. */
  CONSTANT
}
