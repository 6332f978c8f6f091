package io.supernet.evaluate;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Lets a search go on when an architecture cannot be judged: an exception becomes a failed
 * evaluation. After three failures in a row it is asked no more, as the reason is hardly in the
 * architectures then.
 */
public final class TolerantEvaluator implements Evaluator {

  private static final int MOST_IN_A_ROW = 3;

  private final Evaluator evaluator;
  private final List<Evaluation> inARow = new ArrayList<>();

  /** An evaluator that may throw for some architectures. */
  public TolerantEvaluator(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * Evaluates a batch; one by one if it fails as a whole.
   *
   * @throws SupernetException if the last three failed; they were returned before, so that they can
   *     be recorded
   */
  @Override
  public List<Evaluation> evaluate(List<Architecture> architectures) {
    if (inARow.size() >= MOST_IN_A_ROW) {
      Evaluation last = inARow.get(inARow.size() - 1);
      inARow.clear();
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "Three architectures in a row could not be judged, the last of them %s: %s; check that the training went well, what was found is kept.",
              last.architecture(), last.failure()));
    }
    List<Evaluation> evaluations = attempt(architectures);
    for (Evaluation evaluation : evaluations) {
      if (!evaluation.failed() && inARow.size() < MOST_IN_A_ROW) {
        inARow.clear();
      } else if (evaluation.failed()) {
        inARow.add(evaluation);
      }
    }
    return evaluations;
  }

  private List<Evaluation> attempt(List<Architecture> architectures) {
    try {
      return evaluator.evaluate(architectures);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return architectures.size() == 1
          ? List.of(Evaluation.failed(architectures.get(0), reason(e)))
          : architectures.stream().flatMap(a -> attempt(List.of(a)).stream()).toList();
    }
  }

  private static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
