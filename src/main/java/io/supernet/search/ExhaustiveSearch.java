package io.supernet.search;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Exhaustive search: every admitted architecture once, in lexicographic order; a budget below their
 * number sees the first corner of the space only.
 *
 * <p>Enumeration is how tabular benchmarks are made: Dong, Yang: NAS-Bench-201: Extending the Scope
 * of Reproducible Neural Architecture Search, ICLR 2020. Architectures that differ only where it
 * does not matter, or whose output is cut off, are left out here; the benchmark lists them.
 */
@API(status = INTERNAL)
public final class ExhaustiveSearch implements SearchStrategy {

  /** Architectures of the largest space that is accepted, disconnected ones included. */
  public static final int LARGEST = 1_000_000;

  /** So that a large space is not proposed in full before the first evaluation. */
  private static final int MOST_AT_ONCE = 100;

  private final SearchSpace space;
  private final Iterator<Architecture> candidates;

  /**
   * A search of this space.
   *
   * @throws SupernetException if the space has more than {@value #LARGEST} architectures
   */
  public ExhaustiveSearch(SearchSpace space) {
    if (!space.isListed() && space.size().compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Space '%s' has %d architectures where exhaustive search takes %d at the most; take another strategy, or leave fewer decisions open.",
              space.name(), space.size(), LARGEST));
    }
    this.space = space;
    this.candidates = space.candidates();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public List<Architecture> propose(int most) {
    return Watch.untilUp(
        proposal -> {
          while (candidates.hasNext() && proposal.size() < Math.min(most, MOST_AT_ONCE)) {
            Architecture next = candidates.next();
            if (space.admits(next)) {
              proposal.add(next);
            }
          }
        });
  }

  /** Learns nothing. */
  @Override
  public void observe(List<Evaluation> evaluations) {}
}
