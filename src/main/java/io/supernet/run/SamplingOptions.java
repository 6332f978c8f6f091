package io.supernet.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableMap;
import io.supernet.Bounds;
import io.supernet.RandomStreams;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.controller.Controller;
import io.supernet.controller.EnasSampler;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.sampling.BalancedSampler;
import io.supernet.sampling.FairSampler;
import io.supernet.sampling.LearningSampler;
import io.supernet.sampling.PathContract;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.SandwichSampler;
import io.supernet.sampling.Together;
import io.supernet.sampling.UniformSampler;
import io.supernet.space.Architecture;
import io.supernet.space.SearchSpace;
import io.supernet.spaces.OnClasspath;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Which paths the steps of supernet training train.
 *
 * @param sampler {@code uniform}, {@code fair}, {@code sandwich}, {@code balanced}, {@code enas},
 *     or the name of a class of the user's that implements {@link PathSampler}
 * @param paths uniform: how many a step, 1 to 1,000; sandwich: how many random ones beside the
 *     largest and the smallest
 * @param distills sandwich: whether the largest teaches the others
 * @param alpha sandwich: whether it teaches by AlphaNet's α-divergence, and not by cross-entropy
 * @since 0.1
 */
public record SamplingOptions(String sampler, int paths, boolean distills, boolean alpha) {

  /** The name of ENAS, whose sampler learns. */
  public static final String ENAS = "enas";

  /** Published methods train up to about ten; a step of more than these does not end. */
  private static final int MOST_PATHS = 1_000;

  /** How many architectures balanced sampling chooses one from. */
  private static final int CANDIDATES = 20;

  /** All of a small space; of a large one those that are drawn again are few. */
  private static final int COSTS_KEPT = 50_000;

  @FunctionalInterface
  private interface Factory {
    PathSampler start(Definition definition, SamplingOptions options, RandomStreams streams);
  }

  /** By name, in the order in which users read them. */
  private static final ImmutableMap<String, Factory> SAMPLERS =
      ImmutableMap.of(
          "uniform",
          (definition, options, streams) -> new UniformSampler(options.paths),
          "fair",
          (definition, options, streams) -> new FairSampler(),
          "sandwich",
          (definition, options, streams) ->
              new SandwichSampler(
                  definition.largest(), definition.smallest(), options.paths, options.together()),
          "balanced",
          (definition, options, streams) -> balanced(definition),
          ENAS,
          (definition, options, streams) -> enas(definition, streams));

  /** The names of all samplers of the library, in the order in which users read them. */
  public static List<String> samplers() {
    return SAMPLERS.keySet().asList();
  }

  /** One uniformly drawn path a step. */
  public static final SamplingOptions UNIFORM = new SamplingOptions("uniform", 1, false);

  /**
   * One path a step, all sizes equally often: of the strategies that we compared on
   * nasbench201-small and Fashion-MNIST it ranks best.
   */
  public static final SamplingOptions DEFAULT = new SamplingOptions("balanced", 1, false);

  public SamplingOptions {
    if (!SAMPLERS.containsKey(sampler) && !ofUser(sampler)) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Sampler '%s' is not known; take one of %s, or the full name of a class.",
              sampler, String.join(", ", SAMPLERS.keySet())));
    }
    Bounds.check(paths >= 1, "number of random paths a step", paths, "1 or more");
    if (paths > 1 && !sampler.equals("uniform") && !sampler.equals("sandwich")) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Sampler '%s' takes no number of random paths, here %d; only uniform and sandwich do.",
              sampler, paths));
    }
    if (paths > MOST_PATHS) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "A step of %d paths takes as long as %d steps of one; give at most %d paths, and more epochs.",
              paths, paths, MOST_PATHS));
    }
    if (distills && !sampler.equals("sandwich")) {
      throw new SupernetException(
          Kind.USAGE, Text.of("Sampler '%s' does not distill; only sandwich does.", sampler));
    }
    if (alpha && !distills) {
      throw new SupernetException(
          Kind.USAGE, "A divergence is distilled by; let the sampler distill, too.");
    }
  }

  /** Without AlphaNet's divergence. */
  public SamplingOptions(String sampler, int paths, boolean distills) {
    this(sampler, paths, distills, false);
  }

  private Together together() {
    return alpha ? Together.DISTILLED_ALPHA : distills ? Together.DISTILLED : Together.MEAN;
  }

  /** Whether this is the name of a class. */
  private static boolean ofUser(String sampler) {
    return !SAMPLERS.containsKey(sampler) && OnClasspath.isName(sampler);
  }

  /**
   * Refuses a sampler of the user's that cannot be used, without making one.
   *
   * @return these options
   */
  public SamplingOptions checked() {
    if (ofUser(sampler)) {
      Extensions.checkSampler(sampler);
    }
    return this;
  }

  /** Refuses what cannot be done with a task. */
  void check(Task task) {
    if (alpha && (task.isRegression() || task.isMultilabel())) {
      throw new SupernetException(
          Kind.USAGE,
          "An α-divergence compares the probabilities of classes of which an example has one, and this task has none; distill without it.");
    }
  }

  /** Whether the paths are those of a controller, from which architectures can be derived. */
  boolean learns() {
    return sampler.equals(ENAS);
  }

  /** How many paths a step trains, which is how many forward and backward passes it costs. */
  public int pathsPerStep(Definition definition, Extensions extensions) {
    PathSampler sampler = start(definition, new RandomStreams(0), extensions);
    try {
      return PathContract.count(sampler, definition.space());
    } finally {
      if (sampler instanceof LearningSampler learning) {
        learning.close();
      }
    }
  }

  /** A fresh sampler; one that learns is to be closed. */
  public PathSampler start(Definition definition, RandomStreams streams) {
    return start(definition, streams, Extensions.NONE);
  }

  /** The same with objects and classes of users. */
  public PathSampler start(Definition definition, RandomStreams streams, Extensions extensions) {
    Factory own = SAMPLERS.get(sampler);
    return own == null
        ? extensions.sampler(sampler, definition, streams)
        : own.start(definition, this, streams);
  }

  /**
   * The controller of a training of ENAS, from the folder of a checkpoint; to be closed.
   *
   * @hidden
   */
  @API(status = INTERNAL)
  public static Controller controller(SearchSpace space, Path checkpoint) {
    return EnasSampler.open(space, EnasSampler.Options.DEFAULT, 0, checkpoint);
  }

  private static PathSampler enas(Definition definition, RandomStreams streams) {
    return new EnasSampler(
        EnasSampler.Options.DEFAULT,
        streams.seed("controller", 0),
        architecture -> parameterFree(definition, architecture));
  }

  /** The share of the operations that have no weights. */
  private static double parameterFree(Definition definition, Architecture architecture) {
    return definition.candidates(architecture).stream()
        .mapToDouble(candidate -> candidate.cost().parameters() == 0 ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** Costs are kept: a small space is drawn from again and again. */
  private static PathSampler balanced(Definition definition) {
    Map<Architecture, Double> known = new HashMap<>();
    return new BalancedSampler(
        architecture -> {
          Double macs = known.get(architecture);
          if (macs == null) {
            macs = macs(definition, architecture);
            if (known.size() < COSTS_KEPT) {
              known.put(architecture, macs);
            }
          }
          return macs;
        },
        macs(definition, definition.smallest()),
        macs(definition, definition.largest()),
        CANDIDATES);
  }

  private static double macs(Definition definition, Architecture architecture) {
    return definition.cost(architecture).macs();
  }
}
