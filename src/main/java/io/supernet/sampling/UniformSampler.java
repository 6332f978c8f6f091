package io.supernet.sampling;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.Bounds;
import io.supernet.RandomStreams;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Uniform sampling: every step trains one or several architectures, each drawn uniformly from the
 * connected ones.
 *
 * <p>One path: Guo, Zhang, Mu, Heng, Liu, Wei, Sun: Single Path One-Shot Neural Architecture Search
 * with Uniform Sampling, ECCV 2020. The paper draws every choice uniformly and has no disconnected
 * architectures; here they are drawn again. Several paths: the plain average that tutorials call
 * FairNAS; for that see {@link FairSampler}.
 *
 * @param paths a step, at least 1
 */
@API(status = INTERNAL)
public record UniformSampler(int paths) implements PathSampler {

  public UniformSampler {
    Bounds.check(paths >= 1, "number of paths", paths, "1 or more");
  }

  /** One path a step. */
  public UniformSampler() {
    this(1);
  }

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    RandomGenerator random = streams.stream("paths", step);
    return Stream.generate(() -> space.sample(random)).limit(paths).toList();
  }

  @Override
  public int paths(SearchSpace space) {
    return paths;
  }
}
