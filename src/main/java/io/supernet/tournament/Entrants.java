package io.supernet.tournament;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.util.List;

/** Says who enters a tournament. */
@FunctionalInterface
public interface Entrants {

  /**
   * The next ones.
   *
   * @param results of those who have entered, after the first round, failed ones included, in the
   *     order in which they were asked for
   * @param open how many may enter still, at least 1
   * @return others than those, at most as many as are open; none if there are no more
   */
  List<Architecture> next(List<Evaluation> results, int open);

  /**
   * In a fixed order, and where a training fails, the next one.
   *
   * @param architectures all different, the most promising first
   */
  static Entrants inOrder(List<Architecture> architectures) {
    return (results, open) -> architectures.stream().skip(results.size()).limit(open).toList();
  }
}
