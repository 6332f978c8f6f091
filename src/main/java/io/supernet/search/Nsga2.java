package io.supernet.search;

import com.google.common.collect.ImmutableList;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * NSGA-II: evolution toward the Pareto front of several objectives. Of parents and children
 * together those on the better fronts survive, on the last front those that stand apart; parents
 * are found by tournaments of two in the same order.
 *
 * <p>Deb, Pratap, Agarwal, Meyarivan: A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II,
 * IEEE Transactions on Evolutionary Computation 6(2), 2002. Deviations:
 *
 * <ul>
 *   <li>Decisions instead of real variables: crossover takes each decision from one parent or the
 *       other, mutation takes another option. A child that is a copy or a mutant of one parent
 *       comes with the probability that crossover does not happen.
 *   <li>Children are new: nothing is evaluated twice. After ten attempts a child wanted, the
 *       generation is filled with random architectures.
 *   <li>The space enforces limits on costs. A failed evaluation is worse than all others in every
 *       objective.
 * </ul>
 *
 * @since 0.1
 */
public final class Nsga2 implements SearchStrategy {

  /**
   * How the population is bred.
   *
   * @param population architectures that survive a generation, and children of it; at least 2
   * @param crossover probability that a child has two parents, 0 to 1
   * @param mutation probability that a mutation changes a decision, 0 to 1; one changes at least
   */
  public record Options(int population, double crossover, double mutation) {

    /**
     * A population of 50, where the paper has 100: searches here have hundreds of evaluations, not
     * 25,000. Crossover as in the paper; of mutations, which are 1 in the number of variables
     * there, a tenth.
     */
    public static final Options DEFAULT = new Options(50, 0.9, 0.1);

    public Options {
      if (population < 2
          || !(crossover >= 0 && crossover <= 1)
          || !(mutation >= 0 && mutation <= 1)) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "NSGA-II needs a population of 2 or more and probabilities in 0..1, these options are population %d, crossover %s, mutation %s.",
                population, crossover, mutation));
      }
    }
  }

  /** One of the population; of two, the lower rank is better, then the larger distance. */
  private record Member(Evaluation evaluation, int rank, double distance) {
    static final Comparator<Member> BEST_FIRST =
        Comparator.comparingInt(Member::rank)
            .thenComparing(Comparator.comparingDouble(Member::distance).reversed());
  }

  private final List<Objective> objectives;
  private final Options options;
  private final Unseen unseen;
  private final Breeding breeding;
  private final RandomGenerator random;
  private List<Member> population = List.of();

  /**
   * A search of this space.
   *
   * @param objectives one or more
   * @param random source of all its randomness
   */
  public Nsga2(
      SearchSpace space, List<Objective> objectives, Options options, RandomGenerator random) {
    this.objectives = ImmutableList.copyOf(objectives);
    this.options = options;
    this.unseen = new Unseen(space, random);
    this.breeding = new Breeding(space, options.mutation(), random);
    this.random = random;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.SEVERAL_OBJECTIVES, Capability.NEEDS_FEEDBACK);
  }

  @Override
  public List<Architecture> propose(int most) {
    int wanted = Math.min(most, options.population());
    return Watch.untilUp(children -> generation(children, wanted));
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    List<Evaluation> all = new ArrayList<>();
    population.forEach(member -> all.add(member.evaluation()));
    all.addAll(evaluations);
    population = survivors(all);
  }

  private void generation(List<Architecture> children, int wanted) {
    if (!population.isEmpty()) {
      unseen.breed(children, wanted, this::child);
    }
    children.addAll(unseen.draw(wanted - children.size()));
  }

  private List<Member> survivors(List<Evaluation> all) {
    List<double[]> costs = all.stream().map(e -> Objective.costs(objectives, e)).toList();
    List<Member> survivors = new ArrayList<>();
    int rank = 0;
    for (List<Integer> front : Pareto.fronts(costs)) {
      double[] distances = Pareto.crowding(front.stream().map(costs::get).toList());
      List<Member> ranked = new ArrayList<>();
      for (int i = 0; i < distances.length; i++) {
        ranked.add(new Member(all.get(front.get(i)), rank, distances[i]));
      }
      ranked.sort(Member.BEST_FIRST);
      int free = options.population() - survivors.size();
      survivors.addAll(ranked.subList(0, Math.min(free, ranked.size())));
      rank++;
    }
    return survivors;
  }

  private Architecture child() {
    Architecture one = parent();
    return breeding.mutate(
        random.nextDouble() < options.crossover() ? breeding.cross(one, parent()) : one);
  }

  /** The better of two that are drawn. */
  private Architecture parent() {
    Member one = population.get(random.nextInt(population.size()));
    Member other = population.get(random.nextInt(population.size()));
    return (Member.BEST_FIRST.compare(other, one) < 0 ? other : one).evaluation().architecture();
  }
}
