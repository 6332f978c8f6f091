package io.supernet.controller;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.evaluate.Evaluation;
import io.supernet.evaluate.Objective;
import io.supernet.search.SearchStrategy;
import io.supernet.search.Unseen;
import io.supernet.search.Watch;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Search by a controller: it samples a batch, and is rewarded with the objective of each, over and
 * over. The supernet stays as it is.
 *
 * <p>Pham, Guan, Zoph, Le, Dean: Efficient Neural Architecture Search via Parameter Sharing, ICML
 * 2018, its phase that trains the controller; Williams: Simple Statistical Gradient-Following
 * Algorithms for Connectionist Reinforcement Learning, Machine Learning 8, 1992. Deviations:
 *
 * <ul>
 *   <li>Nothing is evaluated twice: a repeated sample is rewarded with what is known. The paper
 *       rewards it by another batch of validation images.
 *   <li>A sample that the space does not admit is dropped, and another one taken.
 *   <li>When the controller has repeated itself for many updates, a batch is drawn uniformly; from
 *       when 2,000 samples bring nothing of use, all are. It did not sample these, so it does not
 *       learn from them.
 *   <li>The reward is the share of the architectures known so far that are worse, not the accuracy
 *       itself: most accuracies of a space lie within a few points, of which a search of some
 *       hundred samples learns nothing. A failed architecture gets 0.
 * </ul>
 */
public final class Reinforce implements SearchStrategy {

  /**
   * How the controller is used.
   *
   * @param batch samples an update, at least 1
   * @param controller how it decides and learns
   */
  public record Options(int batch, ControllerOptions controller) {

    /**
     * Batches of 10, as the paper's program for cells, and the paper's controller but for its
     * learning rate of 0.00035: that is for thousands of updates, a search has some dozens.
     */
    public static final Options DEFAULT =
        new Options(10, ControllerOptions.PAPER.withLearningRate(0.1));

    public Options {
      if (batch < 1) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of("Reinforce needs a batch of 1 or more, these options say %d.", batch));
      }
    }
  }

  /** What the controller said, and the canonical architecture that it stands for. */
  private record Sample(Architecture said, Architecture meant) {}

  /** Draws are cheap; where one of eight is admitted, two rounds bring ten. */
  private static final int DRAWS = 40;

  private static final int MOST_ROUNDS = 50;
  private static final int MOST_REPEATS = 30;

  private final SearchSpace space;
  private final Objective objective;
  private final Options options;
  private final RandomGenerator random;
  private final Unseen unseen;
  private final long seed;
  private Controller controller;
  private final Map<Architecture, Evaluation> known = new HashMap<>();
  private List<Sample> open = List.of();

  /** It samples nothing of use, so it learns nothing, so it will go on like that. */
  private boolean barren;

  /** A search of this space for the best; all its randomness comes from {@code random}. */
  public Reinforce(
      SearchSpace space, Objective objective, Options options, RandomGenerator random) {
    this.space = space;
    this.objective = objective;
    this.options = options;
    this.random = random;
    this.unseen = new Unseen(space, random);
    this.seed = random.nextLong();
  }

  @Override
  public List<Architecture> propose(int most) {
    for (int i = 0; i < MOST_REPEATS && !barren && !unseen.isExhausted(); i++) {
      open = samples();
      barren = open.isEmpty();
      List<Architecture> fresh =
          Watch.untilUp(
              found ->
                  open.stream()
                      .map(Sample::meant)
                      .filter(unseen::take)
                      .limit(most)
                      .forEach(found::add));
      if (!fresh.isEmpty()) {
        return fresh;
      }
      learn();
    }
    return unseen.draw(Math.min(most, options.batch()));
  }

  @Override
  public void observe(List<Evaluation> evaluations) {
    evaluations.forEach(e -> known.put(e.architecture(), e));
    learn();
  }

  /** Opened late: the first session of a process decides on TensorFlow's threads. */
  private Controller controller() {
    if (controller == null) {
      controller = new Controller(space, options.controller(), seed);
    }
    return controller;
  }

  @Override
  public void close() {
    if (controller != null) {
      controller.close();
    }
  }

  private List<Sample> samples() {
    List<Sample> admitted = new ArrayList<>();
    for (int i = 0; i < MOST_ROUNDS && admitted.size() < options.batch(); i++) {
      controller().sample(DRAWS, random.nextLong()).stream()
          .map(said -> new Sample(said, space.canonical(said)))
          .filter(sample -> space.admits(sample.meant()))
          .limit(options.batch() - admitted.size())
          .forEach(admitted::add);
    }
    return admitted;
  }

  private void learn() {
    List<Sample> judged = open.stream().filter(s -> known.containsKey(s.meant())).toList();
    open = List.of();
    double[] costs =
        known.values().stream()
            .filter(e -> !e.failed())
            .mapToDouble(objective::cost)
            .sorted()
            .toArray();
    if (costs.length > 0 && !judged.isEmpty()) {
      controller()
          .update(
              judged.stream().map(Sample::said).toList(),
              judged.stream().mapToDouble(s -> reward(known.get(s.meant()), costs)).toArray());
    }
  }

  /** The share of what is known that is worse, 0 for what failed. */
  private double reward(Evaluation evaluation, double[] costs) {
    if (evaluation.failed()) {
      return 0;
    }
    double cost = objective.cost(evaluation);
    return Arrays.stream(costs).filter(c -> c > cost).count() / (double) costs.length;
  }
}
