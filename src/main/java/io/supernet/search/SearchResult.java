package io.supernet.search;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import java.util.Arrays;
import java.util.List;

/**
 * What a search has found.
 *
 * @param evaluations everything it evaluated, in that order
 */
public record SearchResult(List<Evaluation> evaluations) {

  public SearchResult {
    evaluations = ImmutableList.copyOf(evaluations);
  }

  /** The most accurate {@code k}, as {@link #top(int, Objective)}. */
  public List<Evaluation> top(int k) {
    return top(k, Objective.ACCURACY);
  }

  /**
   * The best {@code k}, or all if there are fewer, best first; of equal ones the earlier first.
   * Failed ones are left out.
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

  private List<Evaluation> judged() {
    return evaluations.stream().filter(e -> !e.failed()).toList();
  }
}
