package io.supernet.evaluate;

/**
 * An architecture cannot be judged, and the reason lies in this architecture: others may be judged
 * all the same. Every other exception of an evaluator means that none can be judged.
 *
 * @since 0.1
 */
public final class EvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A failure for this reason. */
  public EvaluationException(String reason) {
    super(reason);
  }

  /** A failure for this reason, as something else has failed. */
  public EvaluationException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
