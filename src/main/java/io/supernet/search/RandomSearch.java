package io.supernet.search;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.evaluate.Evaluation;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Random search without replacement: every proposal is drawn uniformly from the connected
 * architectures that were not proposed yet. Ends when the space is exhausted, which it takes from a
 * long run of draws that bring nothing new.
 *
 * <p>Li, Talwalkar: Random Search and Reproducibility for Neural Architecture Search, UAI 2019. The
 * paper draws with replacement; here nothing is evaluated twice.
 */
@API(status = INTERNAL)
public final class RandomSearch implements SearchStrategy {

  /** So that a large budget is not drawn in full before the first evaluation. */
  private static final int MOST_AT_ONCE = 100;

  private final Unseen unseen;

  /** A search of this space; all its randomness comes from {@code random}. */
  public RandomSearch(SearchSpace space, RandomGenerator random) {
    this.unseen = new Unseen(space, random);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public List<Architecture> propose(int most) {
    return unseen.draw(Math.min(most, MOST_AT_ONCE));
  }

  /** Learns nothing. */
  @Override
  public void observe(List<Evaluation> evaluations) {}
}
