package io.supernet.search;

import com.google.common.collect.ImmutableList;
import io.supernet.evaluate.Evaluation;
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

  /** The best {@code k}, or all if there are fewer, best first; of equal ones the earlier first. */
  public List<Evaluation> top(int k) {
    return evaluations.stream()
        .sorted(Evaluation.bestFirst())
        .limit(k)
        .collect(ImmutableList.toImmutableList());
  }
}
