package io.supernet.run;

/**
 * How far a run goes; each phase needs those before it.
 *
 * @since 0.1
 */
public enum Goal {
  TRAIN,
  SEARCH,
  RETRAIN,
  EXPORT;

  /** Whether a run with this goal does a phase. */
  public boolean includes(Goal phase) {
    return compareTo(phase) >= 0;
  }
}
