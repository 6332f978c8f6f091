package io.supernet.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Bounds;
import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Balanced sampling: sizes are trained equally often, where uniform sampling trains almost only
 * architectures of middle size. A size is drawn uniformly between the smallest and the largest,
 * then of some uniformly drawn architectures the one nearest to it is taken.
 *
 * <p>No published method in particular; papers balance multiply-adds or the number of operations
 * with parameters, and any measure of size does here. Where less than one in {@code candidates}
 * architectures has a size, it stays rarer than others.
 *
 * @param size what is balanced, such as multiply-adds; cheap to compute
 * @param smallest size of the space
 * @param largest size of the space
 * @param candidates how many architectures are drawn for one, at least 1
 */
@API(status = INTERNAL)
public record BalancedSampler(
    ToDoubleFunction<Architecture> size, double smallest, double largest, int candidates)
    implements PathSampler {

  public BalancedSampler {
    Bounds.check(candidates >= 1, "number of candidates", candidates, "1 or more");
    if (!(smallest <= largest)) {
      throw new IllegalArgumentException("Sizes from " + smallest + " to " + largest);
    }
  }

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    RandomGenerator random = streams.stream("paths", step);
    double wanted = smallest + random.nextDouble() * (largest - smallest);
    Architecture nearest = null;
    double distance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates; i++) {
      Architecture drawn = space.sample(random);
      double away = Math.abs(size.applyAsDouble(drawn) - wanted);
      if (away < distance) {
        nearest = drawn;
        distance = away;
      }
    }
    return List.of(nearest);
  }
}
