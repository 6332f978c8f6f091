package io.supernet.search;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Exhaustive search: every connected architecture once, in lexicographic order. The next one is
 * made from the last one, so that nothing is held in memory; a budget below the size of the space
 * sees its first corner only.
 *
 * <p>Enumeration is how tabular benchmarks are made: Dong, Yang: NAS-Bench-201: Extending the Scope
 * of Reproducible Neural Architecture Search, ICLR 2020. Architectures that differ only where it
 * does not matter, or whose output is cut off, are left out here; the benchmark lists them.
 */
public final class ExhaustiveSearch implements SearchStrategy {

  /** Architectures of the largest space that is accepted, disconnected ones included. */
  public static final int LARGEST = 1_000_000;

  /** So that a large space is not proposed in full before the first evaluation. */
  private static final int MOST_AT_ONCE = 100;

  private final SearchSpace space;

  /** The next one to look at, connected or not; null at the end. */
  private Architecture next;

  /**
   * A search of this space.
   *
   * @throws SupernetException if the space has more than {@value #LARGEST} architectures
   */
  public ExhaustiveSearch(SearchSpace space) {
    if (space.size().compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has %d architectures, exhaustive search takes %d at the most. Take another strategy, or leave fewer decisions open.",
              space.name(), space.size(), LARGEST));
    }
    this.space = space;
    this.next = Architecture.of(new int[space.decisions().size()]);
  }

  @Override
  public List<Architecture> propose(int most) {
    List<Architecture> proposal = new ArrayList<>();
    while (next != null && proposal.size() < Math.min(most, MOST_AT_ONCE)) {
      if (space.admits(next)) {
        proposal.add(next);
      }
      next = after(next);
    }
    return proposal;
  }

  /** Learns nothing. */
  @Override
  public void observe(List<Evaluation> evaluations) {}

  /** The last decision that matters and has options left moves on, all behind it start again. */
  private Architecture after(Architecture last) {
    int[] choices = last.toArray();
    for (int i = choices.length - 1; i >= 0; i--) {
      if (space.active(last, i) && choices[i] + 1 < space.decisions().get(i).options().size()) {
        choices[i]++;
        return Architecture.of(choices);
      }
      choices[i] = 0;
    }
    return null;
  }
}
