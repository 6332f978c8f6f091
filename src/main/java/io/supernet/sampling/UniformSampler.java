package io.supernet.sampling;

import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.random.RandomGenerator;

/**
 * Uniform single path sampling: every step trains one architecture, drawn uniformly from the
 * connected ones.
 *
 * <p>Guo, Zhang, Mu, Heng, Liu, Wei, Sun: Single Path One-Shot Neural Architecture Search with
 * Uniform Sampling, ECCV 2020. The paper draws every choice uniformly and has no disconnected
 * architectures; here they are drawn again.
 */
public final class UniformSampler implements PathSampler {

  @Override
  public Architecture next(SearchSpace space, RandomGenerator random) {
    return space.sample(random);
  }
}
