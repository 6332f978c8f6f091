package io.supernet.network;

/**
 * One option of a decision.
 *
 * @param name unique among the options of the decision
 * @param operation what it computes
 * @since 0.1
 */
public record Candidate(String name, Operation operation) {

  /** A candidate: reads well with a static import. */
  public static Candidate candidate(String name, Operation operation) {
    return new Candidate(name, operation);
  }
}
