package io.supernet.space;

/**
 * Knows which architectures of a space compute the same function, whatever their weights, so that a
 * search need not judge them twice.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Isomorphism {

  /** No two canonical architectures compute the same, as far as is known. */
  Isomorphism NONE = architecture -> architecture;

  /**
   * Stands for all architectures that compute the same.
   *
   * @param architecture a canonical one of the space
   * @return a canonical one that computes the same: one and the same for all that do
   */
  Architecture representative(Architecture architecture);
}
