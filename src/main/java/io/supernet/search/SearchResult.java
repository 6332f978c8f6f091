package io.supernet.search;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import java.util.Arrays;
import java.util.List;

/**
 * What a search has found.
 *
 * @param evaluations everything it evaluated, in that order
 * @param end why the strategy ended before the budget was used up, such as that there is no other
 *     architecture within the limits, or that none was found; empty if it did not
 * @since 0.1
 */
public record SearchResult(List<Evaluation> evaluations, String end) {

  public SearchResult {
    evaluations = ImmutableList.copyOf(evaluations);
  }

  /** What was evaluated, where nothing ended early. */
  public SearchResult(List<Evaluation> evaluations) {
    this(evaluations, "");
  }

  /** The most accurate {@code k}, as {@link #top(int, Objective)}. */
  public List<Evaluation> top(int k) {
    return top(k, Objective.ACCURACY);
  }

  /**
   * The best {@code k}, or all if there are fewer, best first; ties keep their order. Failed ones
   * are left out.
   */
  public List<Evaluation> top(int k, Objective objective) {
    return judged().stream()
        .sorted(objective.bestFirst())
        .limit(k)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The Pareto front: all that are not beaten in one objective without being better in another, the
   * best in the first objective first. Failed ones are left out.
   */
  public List<Evaluation> front(List<Objective> objectives) {
    List<Evaluation> judged = judged();
    List<double[]> costs = judged.stream().map(e -> Objective.costs(objectives, e)).toList();
    return Arrays.stream(Pareto.first(costs))
        .mapToObj(judged::get)
        .sorted(objectives.get(0).bestFirst())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Ends a search by a strategy that left nothing to choose from.
   *
   * @throws SupernetException if nothing was evaluated, or nothing but failures
   */
  public void refuseIfNothing(String strategy) {
    if (evaluations.isEmpty()) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Nothing was evaluated by %s: %s, or take another strategy.",
              strategy,
              end.isEmpty()
                  ? "its time was up before; give it more time"
                  : end + "; raise the limits"));
    }
    if (judged().isEmpty()) {
      throw new SupernetException(
          Kind.NUMERIC,
          Text.of(
              "None of the %d architectures of %s could be judged; check that the training went well.",
              evaluations.size(), strategy));
    }
  }

  private List<Evaluation> judged() {
    return evaluations.stream().filter(e -> !e.failed()).toList();
  }
}
