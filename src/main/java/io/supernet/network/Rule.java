package io.supernet.network;

/**
 * Derives a choice from the decisions of a network. Must be a pure function.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Rule {

  /** The decisions as an architecture takes them. */
  @FunctionalInterface
  interface Choices {

    /**
     * The option taken at a decision, counted from 0; 0 where the decision does not matter.
     *
     * @throws io.supernet.SupernetException if the network has no decision of that name
     */
    int of(String decision);
  }

  /** The option of the derived choice, counted from 0. */
  int option(Choices choices);
}
