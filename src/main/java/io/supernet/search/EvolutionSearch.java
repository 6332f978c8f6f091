package io.supernet.search;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Evolution over a frozen supernet: after a random population, every generation is bred from the
 * best architectures seen so far, half of it by mutation, half by crossover.
 *
 * <p>Guo, Zhang, Mu, Heng, Liu, Wei, Sun: Single Path One-Shot Neural Architecture Search with
 * Uniform Sampling, ECCV 2020, Algorithm 1. Deviations:
 *
 * <ul>
 *   <li>Children are canonical and new: nothing is evaluated twice. After ten attempts a child
 *       wanted, the generation is filled with random architectures.
 *   <li>Children are connected; the space enforces limits on costs.
 *   <li>A mutation changes at least one decision that matters; one that it wakes is drawn anew. A
 *       crossover has two different parents and takes a decision from one in which it matters.
 *   <li>The number of generations follows from the budget; it ends early when nothing new is found.
 * </ul>
 *
 * @since 0.1
 */
public final class EvolutionSearch implements SearchStrategy {

  /**
   * How the population is bred.
   *
   * @param population architectures a generation, at least 1
   * @param parents how many of the best ones breed, at least 1; crossover needs 2
   * @param mutation probability that a mutation changes a decision, 0 to 1
   */
  public record Options(int population, int parents, double mutation) {

    /** Those of the paper: a population of 50, 10 parents, a mutation probability of 0.1. */
    public static final Options DEFAULT = new Options(50, 10, 0.1);

    public Options {
      if (population < 1 || parents < 1 || !(mutation >= 0 && mutation <= 1)) {
        throw new SupernetException(
            Kind.USAGE,
            "Evolution needs a population and parents of 1 or more and a mutation probability in "
                + Text.of(
                    "0..1, these options are population %d, parents %d, mutation %s.",
                    population, parents, mutation));
      }
    }
  }

  private final Objective objective;
  private final Options options;
  private final Unseen unseen;
  private final Breeding breeding;
  private final RandomGenerator random;
  private List<Evaluation> parents = List.of();

  /** A search of this space for the best; all its randomness comes from {@code random}. */
  public EvolutionSearch(
      SearchSpace space, Objective objective, Options options, RandomGenerator random) {
    this.objective = objective;
    this.options = options;
    this.unseen = new Unseen(space, random);
    this.breeding = new Breeding(space, options.mutation(), random);
    this.random = random;
  }

  @Override
  public List<Architecture> propose(int most) {
    int wanted = Math.min(most, options.population());
    return Watch.untilUp(children -> generation(children, wanted));
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    List<Evaluation> all = new ArrayList<>(parents);
    all.addAll(evaluations);
    parents = new SearchResult(all).top(options.parents(), objective);
  }

  private void generation(List<Architecture> children, int wanted) {
    if (!parents.isEmpty()) {
      unseen.breed(
          children, wanted - wanted / 2, () -> breeding.mutate(parent(random.nextInt(count()))));
    }
    if (count() > 1) {
      unseen.breed(children, wanted / 2, this::cross);
    }
    children.addAll(unseen.draw(wanted - children.size()));
  }

  private Architecture cross() {
    int one = random.nextInt(count());
    int other = random.nextInt(count() - 1);
    return breeding.cross(parent(one), parent(other < one ? other : other + 1));
  }

  private int count() {
    return parents.size();
  }

  private Architecture parent(int rank) {
    return parents.get(rank).architecture();
  }
}
