package io.supernet.search;

import io.supernet.SupernetException;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * What a search heard before it was interrupted, and where it writes what it hears. A search that
 * goes on asks for the same again: its strategy begins anew with the same randomness.
 *
 * @since 0.2
 */
public interface SearchHistory {

  /** Of a search that is not to go on after an interruption. */
  SearchHistory NONE =
      new SearchHistory() {
        @Override
        public Optional<Architecture> past(int number) {
          return Optional.empty();
        }

        @Override
        public SupernetException differs(int number, Architecture asked) {
          throw new IllegalStateException("There is no past to differ from.");
        }

        @Override
        public void hear(List<Evaluation> evaluations) {}
      };

  /**
   * The architecture of which it heard then.
   *
   * @param number counted from 1, in the order of hearing
   * @return none if it did not come so far
   */
  Optional<Architecture> past(int number);

  /** What ends a search that asks for another architecture than {@link #past} this time. */
  SupernetException differs(int number, Architecture asked);

  /** Takes what the search hears next, in that order; on return it is written. */
  void hear(List<Evaluation> evaluations);
}
