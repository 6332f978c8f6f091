package com.acme;

import io.supernet.evaluate.Evaluation;
import io.supernet.search.SearchStrategy;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws at random what it has not proposed before, one at a time. */
final class Newest implements SearchStrategy {

  private final SearchSpace space;
  private final RandomGenerator random;
  private final Set<Architecture> proposed = new HashSet<>();

  Newest(SearchSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
  }

  @Override
  public List<Architecture> propose(int most) {
    for (int draw = 0; draw < 100; draw++) {
      Architecture drawn = space.canonical(space.sample(random));
      if (space.admits(drawn) && proposed.add(drawn)) {
        return List.of(drawn);
      }
    }
    return List.of();
  }

  @Override
  public void observe(List<Evaluation> evaluations) {}
}
