package io.supernet.search;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Aging evolution: the best of a random sample of the population gets a child that differs in one
 * decision, and the oldest of the population dies, however good it is. The population starts
 * random.
 *
 * <p>Real, Aggarwal, Huang, Le: Regularized Evolution for Image Classifier Architecture Search,
 * AAAI 2019, Algorithm 1. Deviations:
 *
 * <ul>
 *   <li>The first population is proposed at once, then one child at a time: the algorithm as it is
 *       printed. The experiments of the paper bred in parallel from a population that lagged.
 *   <li>Nothing is evaluated twice. A repeated child joins the population with the accuracy that is
 *       known, the oldest dies, and another child is bred.
 *   <li>A disconnected child is dropped. After as many children as the population has members
 *       without a new one, a random architecture is the child.
 *   <li>A mutation takes another option at one decision that matters; what it wakes is drawn. There
 *       is no identity mutation.
 * </ul>
 *
 * @since 0.1
 */
public final class RegularizedEvolution implements SearchStrategy {

  /**
   * How the population lives.
   *
   * @param population architectures alive, at least 1
   * @param sample how many of them, drawn with replacement, compete to be the parent; 1 to the
   *     population
   */
  public record Options(int population, int sample) {

    /** Those of the paper: a population of 100, samples of 25. */
    public static final Options DEFAULT = new Options(100, 25);

    public Options {
      if (population < 1 || sample < 1 || sample > population) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "Regularized evolution needs a population of 1 or more and a sample of 1 to the population, these options are population %d, sample %d.",
                population, sample));
      }
    }
  }

  private final Comparator<Evaluation> bestFirst;
  private final Options options;
  private final Unseen unseen;
  private final Breeding breeding;
  private final RandomGenerator random;
  private final Map<Architecture, Evaluation> known = new HashMap<>();

  /** The oldest first. */
  private final List<Evaluation> population = new ArrayList<>();

  /** A search of this space for the best; all its randomness comes from {@code random}. */
  public RegularizedEvolution(
      SearchSpace space, Objective objective, Options options, RandomGenerator random) {
    this.bestFirst = objective.bestFirst();
    this.options = options;
    this.unseen = new Unseen(space, random);
    this.breeding = new Breeding(space, 0, random);
    this.random = random;
  }

  @Override
  public List<Architecture> propose(int most) {
    int missing = options.population() - population.size();
    return missing > 0
        ? unseen.draw(Math.min(most, missing))
        : child().map(List::of).orElse(List.of());
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    for (Evaluation evaluation : evaluations) {
      known.put(evaluation.architecture(), evaluation);
      join(evaluation);
    }
  }

  private Optional<Architecture> child() {
    for (int i = 0; i < options.population(); i++) {
      Architecture child = breeding.mutate(parent());
      if (unseen.take(child)) {
        return Optional.of(child);
      }
      if (known.containsKey(child)) {
        join(known.get(child));
      }
    }
    return unseen.draw();
  }

  private Architecture parent() {
    List<Evaluation> sample = new ArrayList<>();
    for (int i = 0; i < options.sample(); i++) {
      sample.add(population.get(random.nextInt(population.size())));
    }
    return Collections.min(sample, bestFirst).architecture();
  }

  private void join(Evaluation evaluation) {
    if (population.size() == options.population()) {
      population.remove(0);
    }
    population.add(evaluation);
  }
}
