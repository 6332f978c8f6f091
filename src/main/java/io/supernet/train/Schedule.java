package io.supernet.train;

/**
 * How a learning rate goes on once it has risen.
 *
 * @since 0.1
 */
public enum Schedule {
  /** Falls to 0 along half a cosine (Loshchilov and Hutter: SGDR, ICLR 2017, without restarts). */
  COSINE,
  /**
   * As the cosine, but not below a twentieth of the highest rate: the end is constant, so that
   * small networks, which learn more slowly, go on learning (Yu et al., BigNAS, ECCV 2020, whose
   * rate falls exponentially).
   */
  COSINE_FLOOR,
  /** Stays. */
  CONSTANT
}
