package io.supernet.search;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.util.List;
import java.util.Set;

/**
 * A search algorithm: proposes architectures and learns from what is said of them. Deterministic
 * for the randomness it was given and what it hears, in that order: a search that goes on after an
 * interruption begins a strategy anew and lets it hear the same again.
 *
 * @since 0.1
 */
public interface SearchStrategy extends AutoCloseable {

  /** What the strategy can do and needs; always the same. By default, it needs feedback. */
  default Set<Capability> capabilities() {
    return Set.of(Capability.NEEDS_FEEDBACK);
  }

  /**
   * The next architectures to evaluate.
   *
   * @param most how many the search can still use, at least 1; of an asynchronous strategy how many
   *     it can use now
   * @return 1 to {@code most} canonical, connected architectures, none twice and none proposed
   *     before; none at all if the strategy is at its end, or if it is asynchronous and waits for
   *     evaluations that it has not heard yet
   */
  List<Architecture> propose(int most);

  /**
   * Hears the evaluations of everything it proposed last, in the same order. An asynchronous
   * strategy hears of what it proposed whenever it is evaluated, of each architecture once.
   */
  void observe(List<Evaluation> evaluations);

  /** Frees what the strategy holds outside the JVM; whoever starts one closes it. */
  @Override
  default void close() {}
}
