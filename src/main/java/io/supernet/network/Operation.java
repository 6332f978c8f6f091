package io.supernet.network;

/**
 * What a candidate computes. Must use the builder that it is given, so that its layers belong to
 * the candidate.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Operation {

  /**
   * Builds the candidate's layers.
   *
   * @param b makes layers inside the candidate
   * @param x the input of the decision
   * @return the output; all candidates of a decision give the same shape
   */
  Activation apply(NetworkBuilder b, Activation x);
}
