package io.supernet.search;

import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * {@link RegularizedEvolution} on many machines: whenever one is free, a child is bred from the
 * population as it is then, though others have not been heard of yet. No machine waits.
 *
 * <p>Real, Aggarwal, Huang, Le: Regularized Evolution for Image Classifier Architecture Search,
 * AAAI 2019: so its experiments were done. With one evaluation at a time it is the algorithm as it
 * is printed.
 *
 * @since 0.2
 */
public final class AsynchronousEvolution implements SearchStrategy {

  private final RegularizedEvolution evolution;

  /** A search of this space for the best; all its randomness comes from {@code random}. */
  public AsynchronousEvolution(
      SearchSpace space,
      Objective objective,
      RegularizedEvolution.Options options,
      RandomGenerator random) {
    evolution = new RegularizedEvolution(space, objective, options, random);
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> capabilities = EnumSet.copyOf(evolution.capabilities());
    capabilities.add(Capability.ASYNCHRONOUS);
    return capabilities;
  }

  @Override
  public List<Architecture> propose(int most) {
    List<Architecture> children = new ArrayList<>();
    List<Architecture> next = evolution.propose(1);
    while (!next.isEmpty()) {
      children.addAll(next);
      next = children.size() < most ? evolution.propose(1) : List.of();
    }
    return children;
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    evolution.observe(evaluations);
  }
}
