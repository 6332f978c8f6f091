package io.supernet.controller;

import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.sampling.LearningSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Efficient neural architecture search: a controller samples the path of each step; after each
 * epoch of the shared weights it makes some updates by REINFORCE, rewarded with the accuracy of
 * what it samples on batches of validation examples.
 *
 * <p>Pham, Guan, Zoph, Le, Dean: Efficient Neural Architecture Search via Parameter Sharing, ICML
 * 2018. Deviations, apart from those of {@link Controller}:
 *
 * <ul>
 *   <li>All samples of an update are judged on the same batch, so that the batch's own difficulty
 *       is not taken for theirs.
 *   <li>A disconnected sample is rewarded with 0; as a path of a step it is replaced by the next
 *       sample that is connected, or, after 8, by a uniform one.
 * </ul>
 */
public final class EnasSampler implements LearningSampler {

  /**
   * How the controller is trained.
   *
   * @param updates of the controller after each epoch, at least 1
   * @param samples of each update, at least 1
   * @param controller how it decides and learns
   */
  public record Options(int updates, int samples, ControllerOptions controller) {

    /**
     * 10 updates of 10 samples, and the paper's controller but for its learning rate of 0.00035:
     * that is for tens of thousands of updates, a training of 40 epochs has 400.
     */
    public static final Options DEFAULT =
        new Options(10, 10, ControllerOptions.PAPER.withLearningRate(0.1));

    public Options {
      if (updates < 1 || samples < 1) {
        throw new SupernetException(
            Kind.USAGE,
            Text.of(
                "ENAS needs updates and samples of 1 or more, these options say %d and %d.",
                updates, samples));
      }
    }
  }

  private static final String FILES = "controller";
  private static final int ATTEMPTS = 8;

  /** Samples from which entropies and shares are estimated. */
  private static final int SURVEY = 200;

  private final Options options;
  private final long seed;
  private final ToDoubleFunction<Architecture> parameterFree;
  private Controller controller;

  /**
   * A sampler that prefers nothing yet. Its controller is opened when it is needed first.
   *
   * @param seed of the controller's first weights
   * @param parameterFree the share of an architecture's operations that have no weights, 0 to 1
   */
  public EnasSampler(Options options, long seed, ToDoubleFunction<Architecture> parameterFree) {
    this.options = options;
    this.seed = seed;
    this.parameterFree = parameterFree;
  }

  /** A controller of a training, from the folder of a checkpoint. The caller closes it. */
  public static Controller open(SearchSpace space, Options options, long seed, Path folder) {
    Controller controller = new Controller(space, options.controller(), seed);
    try {
      controller.restore(folder.resolve(FILES));
      return controller;
    } catch (RuntimeException e) {
      controller.close();
      throw e;
    }
  }

  @Override
  public List<Architecture> next(SearchSpace space, long step, RandomStreams streams) {
    for (Architecture said : controller(space).sample(ATTEMPTS, streams.seed("paths", step))) {
      Architecture path = space.canonical(said);
      if (space.connected(path)) {
        return List.of(path);
      }
    }
    return List.of(space.sample(streams.stream("paths", step)));
  }

  @Override
  public int updates() {
    return options.updates();
  }

  @Override
  public void learn(SearchSpace space, long update, Reward reward, RandomStreams streams) {
    List<Architecture> said =
        controller(space).sample(options.samples(), streams.seed("enas", update));
    double[] rewards = new double[said.size()];
    for (int i = 0; i < rewards.length; i++) {
      Architecture path = space.canonical(said.get(i));
      rewards[i] = space.connected(path) ? reward.of(path, update) : 0;
    }
    controller.update(said, rewards);
  }

  @Override
  public Preferences preferences(SearchSpace space, RandomStreams streams) {
    List<Architecture> said = controller(space).sample(SURVEY, streams.seed("survey", 0));
    List<Architecture> sampled = said.stream().map(space::canonical).toList();
    RandomGenerator random = streams.stream("survey", 1);
    double free = mean(sampled);
    double usual = mean(random.ints(SURVEY).mapToObj(i -> space.sample(random)).toList());
    List<Double> entropies = new ArrayList<>();
    double certainty = 0;
    double weights = 0;
    for (int decision = 0; decision < space.decisions().size(); decision++) {
      int[] counts = counts(space, sampled, decision);
      entropies.add(entropy(counts));
      // What few samples reach says little, and what none reaches says nothing.
      double weight = counts.length == 1 ? 0 : IntStream.of(counts).sum();
      certainty += weight * (1 - entropy(counts) / Math.log(Math.max(2, counts.length)));
      weights += weight;
    }
    return new Preferences(entropies, alarm(free, usual, weights == 0 ? 0 : certainty / weights));
  }

  /** Most operations without weights, far more than by chance; or one architecture only. */
  private static String alarm(double free, double usual, double certainty) {
    if (free > (1 + usual) / 2) {
      return Text.of(
          "alarm: %.0f %% of the operations that the controller chooses have no weights (%.0f %% by chance); it may be collapsing to skip connections",
          100 * free, 100 * usual);
    }
    return certainty > 0.95
        ? "alarm: the controller has become certain of almost every decision; the supernet trains little else than one path"
        : "";
  }

  private double mean(List<Architecture> architectures) {
    return architectures.stream().mapToDouble(parameterFree).average().orElse(0);
  }

  /** How often each option was sampled where the decision matters. */
  private static int[] counts(SearchSpace space, List<Architecture> sampled, int decision) {
    int[] counts = new int[space.decisions().get(decision).options().size()];
    for (Architecture architecture : sampled) {
      if (space.active(architecture, decision)) {
        counts[architecture.choice(decision)]++;
      }
    }
    return counts;
  }

  /** In nats; 0 where nothing was counted. */
  private static double entropy(int[] counts) {
    int all = IntStream.of(counts).sum();
    double entropy = 0;
    for (int count : counts) {
      entropy -= count == 0 ? 0 : (double) count / all * Math.log((double) count / all);
    }
    return entropy;
  }

  @Override
  public void save(SearchSpace space, Path folder) {
    controller(space).save(folder.resolve(FILES));
  }

  @Override
  public void restore(SearchSpace space, Path folder) {
    controller(space).restore(folder.resolve(FILES));
  }

  private Controller controller(SearchSpace space) {
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
}
