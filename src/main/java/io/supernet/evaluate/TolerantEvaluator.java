package io.supernet.evaluate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Failures;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.space.Architecture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Lets a search go on when an architecture cannot be judged: an {@link EvaluationException} becomes
 * a failed evaluation; every other exception ends the search, as it says nothing of an
 * architecture. After three failures in a row it is asked no more, as the reason is hardly in the
 * architectures then.
 */
@API(status = INTERNAL)
public final class TolerantEvaluator implements Evaluator {

  private static final int MOST_IN_A_ROW = 3;

  private final Evaluator evaluator;
  private final Set<Architecture> expected;
  private final List<Evaluation> inARow = new ArrayList<>();

  /** An evaluator that may throw for some architectures. */
  public TolerantEvaluator(Evaluator evaluator) {
    this(evaluator, Set.of());
  }

  /**
   * The same, where some have failed before: if they fail again, it does not count toward the three
   * in a row, or a search that is repeated would never come past them.
   */
  public TolerantEvaluator(Evaluator evaluator, Set<Architecture> failedBefore) {
    this.evaluator = evaluator;
    this.expected = new HashSet<>(failedBefore);
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
      } else if (evaluation.failed() && !expected.contains(evaluation.architecture())) {
        inARow.add(evaluation);
      }
    }
    return evaluations;
  }

  private List<Evaluation> attempt(List<Architecture> architectures) {
    try {
      return evaluator.evaluate(architectures);
    } catch (EvaluationException e) {
      return architectures.size() == 1
          ? List.of(Evaluation.failed(architectures.get(0), Failures.why(e)))
          : architectures.stream().flatMap(a -> attempt(List.of(a)).stream()).toList();
    }
  }
}
