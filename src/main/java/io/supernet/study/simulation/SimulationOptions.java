package io.supernet.study.simulation;

import com.google.common.collect.ImmutableList;
import io.supernet.Bounds;
import java.util.List;

/**
 * What is simulated.
 *
 * @param costs what is paid for what
 * @param budgets in whole trainings of the average network, each above 0, in ascending order
 * @param seeds how often each method is run with each budget, at least 2
 * @param scored how many architectures a supernet scores, at least 1
 * @param shortlist how many of them get a short training at most, at least 1; of the largest twice
 *     as many
 */
public record SimulationOptions(
    Costs costs, List<Double> budgets, int seeds, int scored, int shortlist) {
  public SimulationOptions {
    budgets = ImmutableList.sortedCopyOf(budgets);
    Bounds.check(!budgets.isEmpty(), "number of budgets", 0, "1 or more");
    for (double budget : budgets) {
      Bounds.check(
          budget > 0 && budget < 1e6, "budget", budget, "a number of whole trainings above 0");
    }
    Bounds.check(seeds >= 2, "number of seeds", seeds, "2 or more");
    Bounds.check(scored >= 1, "number of scored architectures", scored, "1 or more");
    Bounds.check(shortlist >= 1, "length of the shortlist", shortlist, "1 or more");
  }
}
