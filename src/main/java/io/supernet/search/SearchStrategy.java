package io.supernet.search;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import java.util.List;

/**
 * A search algorithm: proposes architectures and learns from what is said of them. Deterministic
 * for the randomness it was given, so that its state can be rebuilt by observing the history again.
 *
 * @since 0.1
 */
public interface SearchStrategy extends AutoCloseable {

  /**
   * The next architectures to evaluate.
   *
   * @param most how many the search can still use, at least 1
   * @return 1 to {@code most} canonical, connected architectures, none twice and none proposed
   *     before; none at all if the strategy is at its end
   */
  List<Architecture> propose(int most);

  /** Hears the evaluations of everything it proposed last, in the same order. */
  void observe(List<Evaluation> evaluations);

  /** Frees what the strategy holds outside the JVM; whoever starts one closes it. */
  @Override
  default void close() {}
}
