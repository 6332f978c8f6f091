package io.supernet.search;

/**
 * What a search strategy can do or needs, which it {@linkplain SearchStrategy#capabilities
 * declares}.
 *
 * @since 0.2
 */
public enum Capability {

  /** It seeks the Pareto front of all objectives; without, it follows the first at most. */
  SEVERAL_OBJECTIVES,

  /** Its proposals depend on what it has heard. */
  NEEDS_FEEDBACK,

  /**
   * It may hear of evaluations late and out of order, and proposes meanwhile; without, it hears of
   * all that it proposed, in that order, before it is asked again.
   */
  ASYNCHRONOUS
}
