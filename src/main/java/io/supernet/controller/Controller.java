package io.supernet.controller;

import com.google.common.collect.Maps;
import io.supernet.Opened;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Initializer;
import io.supernet.network.PlainNames;
import io.supernet.network.Variables;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.supernet.Fetched;
import io.supernet.supernet.SessionConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * An LSTM that answers the decisions of a space one after another, each by what it answered before,
 * and learns by REINFORCE which answers bring reward. Repeats exactly for its seed. One thread at a
 * time.
 *
 * <p>Pham, Guan, Zoph, Le, Dean: Efficient Neural Architecture Search via Parameter Sharing, ICML
 * 2018. Where the paper is silent the authors' program (melodyguan/enas) decides: one layer, no
 * biases, Adam without momentum and with epsilon 1e-3, every reward moves the baseline before it is
 * compared with it. Deviations:
 *
 * <ul>
 *   <li>Every decision has its own output weights and embeddings, also those that point to earlier
 *       nodes: a space says nothing of what its options mean, so there is no attention.
 *   <li>The entropy is differentiated; in the program it is a constant share of the reward.
 *   <li>Decisions that do not matter are no part of probability and entropy.
 *   <li>The baseline begins with the mean of the first rewards instead of 0: a search has some
 *       hundred, a baseline from 0 would call all of them good.
 *   <li>Weights begin normal instead of uniform, with the same deviation.
 * </ul>
 */
public final class Controller implements AutoCloseable {

  /**
   * What a controller thinks of an architecture.
   *
   * @param logProbability that it is sampled, in nats
   * @param entropy sum over the decisions that matter of the entropy that is left at them, in nats
   */
  public record Judgment(double logProbability, double entropy) {}

  /** Number of updates and baseline. Saved with the weights. */
  static final WeightSpec MEMORY =
      new WeightSpec("memory", List.of(2L), Initializer.zeros(), false);

  private final SearchSpace space;
  private final ControllerOptions options;
  private final Graph graph;
  private final Session session;
  private final Variables variables;
  private final ControllerGraph ops;

  /**
   * What {@link #MEMORY} holds, null before it was first read: a run of the session for two
   * numbers.
   */
  private float @Nullable [] memory;

  /**
   * A controller that prefers nothing yet.
   *
   * @param seed of its first weights
   */
  public Controller(SearchSpace space, ControllerOptions options, long seed) {
    this(space, options, seed, new Graph());
  }

  /** Builds it in a graph that is its own from here on, also if that fails. */
  Controller(SearchSpace space, ControllerOptions options, long seed, Graph graph) {
    this.graph = graph;
    this.space = space;
    this.options = options;
    try (Opened opened = new Opened()) {
      opened.add(graph);
      Ops tf = PlainNames.in(graph);
      this.variables = new Variables(tf, seed);
      this.ops = new ControllerGraph(graph, space.decisions(), options, variables, tf);
      variables.addSaver();
      this.session = opened.add(new Session(graph, SessionConfig.of(1)));
      session.runner().addTarget(ops.initialize).run().close();
      opened.keep();
    }
  }

  /**
   * Samples architectures: as the decisions came, neither canonical nor connected for sure.
   *
   * @param count how many, at least 1
   * @param seed the same one samples the same
   */
  public List<Architecture> sample(int count, long seed) {
    try (TInt32 fedCount = TInt32.scalarOf(count);
        TInt64 fedSeed = TInt64.scalarOf(seed);
        Result result =
            session
                .runner()
                .feed(ops.count, fedCount)
                .feed(ops.seed, fedSeed)
                .fetch(ops.sampled)
                .run()) {
      int[][] rows = StdArrays.array2dCopyOf((TInt32) result.get(0));
      return List.of(rows).stream().map(Architecture::of).toList();
    }
  }

  /** How probable architectures are. */
  public List<Judgment> judge(List<Architecture> architectures) {
    try (Fed fed = new Fed(architectures);
        Result result = fed.runner().fetch(ops.logProbabilities).fetch(ops.entropies).run()) {
      TFloat32 logs = (TFloat32) result.get(0);
      TFloat32 entropies = (TFloat32) result.get(1);
      List<Judgment> judgments = new ArrayList<>();
      for (int i = 0; i < architectures.size(); i++) {
        judgments.add(new Judgment(logs.getFloat(i), entropies.getFloat(i)));
      }
      return judgments;
    }
  }

  /**
   * Learns from architectures that it sampled: one step of Adam along the mean of their gradients.
   *
   * @param architectures as they were sampled, at least one
   * @param rewards one each, finite; the more the better
   */
  public void update(List<Architecture> architectures, double[] rewards) {
    float[] before = memory();
    float baseline = before[0] == 0 ? (float) mean(rewards) : before[1];
    float[] advantages = new float[rewards.length];
    for (int i = 0; i < rewards.length; i++) {
      baseline -= (float) ((1 - options.baselineDecay()) * (baseline - rewards[i]));
      advantages[i] = (float) rewards[i] - baseline;
    }
    float number = before[0] + 1;
    try (Fed fed = new Fed(architectures);
        TFloat32 fedAdvantages = TFloat32.vectorOf(advantages);
        TFloat32 fedMemory = TFloat32.vectorOf(number, baseline);
        TFloat32 fedPower = TFloat32.scalarOf((float) Math.pow(ControllerGraph.BETA2, number))) {
      fed.runner()
          .feed(ops.advantages, fedAdvantages)
          .feed(ops.memory, fedMemory)
          .feed(ops.power, fedPower)
          .addTarget(ops.update)
          .run()
          .close();
    }
    memory = new float[] {number, baseline};
  }

  private float[] memory() {
    if (memory == null) {
      memory = Fetched.floats(session.runner(), variables.values().get(MEMORY.name()));
    }
    return memory;
  }

  /** All it has learned, by name: weights, Adam's averages, number of updates and baseline. */
  public Map<String, float[]> values() {
    return Fetched.floats(session.runner(), variables.values());
  }

  /** Writes all it has learned as a TensorFlow checkpoint. */
  public void save(Path prefix) {
    session.save(prefix.toString());
  }

  /**
   * Reads what a controller of the same space and units has learned.
   *
   * @throws SupernetException if the files are damaged or of another controller; this one is of no
   *     use then
   */
  public void restore(Path prefix) {
    Map<String, Integer> sizes = sizes();
    memory = null;
    try {
      session.restore(prefix.toString());
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw wrong(prefix, e);
    }
    // TensorFlow gives a variable whatever shape it finds.
    if (!sizes().equals(sizes)) {
      throw wrong(prefix, null);
    }
  }

  private Map<String, Integer> sizes() {
    return Maps.transformValues(values(), value -> value.length);
  }

  private static SupernetException wrong(Path prefix, Exception cause) {
    return new SupernetException(
        Kind.RUN,
        "Controller '"
            + prefix
            + "' is damaged or of another space; delete it to begin with a new one.",
        cause);
  }

  /** The loss of {@link #update} for these advantages. */
  double loss(List<Architecture> architectures, float... advantages) {
    try (Fed fed = new Fed(architectures);
        TFloat32 fedAdvantages = TFloat32.vectorOf(advantages);
        Result result = fed.runner().feed(ops.advantages, fedAdvantages).fetch(ops.loss).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Architectures as tensors. */
  private final class Fed implements AutoCloseable {

    private final TInt32 choices;
    private final TFloat32 matters;

    Fed(List<Architecture> architectures) {
      int decisions = space.decisions().size();
      int[][] rows = new int[architectures.size()][];
      float[][] weights = new float[architectures.size()][decisions];
      for (int i = 0; i < rows.length; i++) {
        Architecture architecture = architectures.get(i);
        space.check(architecture);
        rows[i] = architecture.toArray();
        for (int j = 0; j < decisions; j++) {
          weights[i][j] = space.active(architecture, j) ? 1 : 0;
        }
      }
      this.choices = TInt32.tensorOf(StdArrays.ndCopyOf(rows));
      this.matters = TFloat32.tensorOf(StdArrays.ndCopyOf(weights));
    }

    Session.Runner runner() {
      return session.runner().feed(ops.choices, choices).feed(ops.matters, matters);
    }

    @Override
    public void close() {
      choices.close();
      matters.close();
    }
  }
}
