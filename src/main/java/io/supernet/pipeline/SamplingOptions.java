package io.supernet.pipeline;

import com.google.common.collect.ImmutableMap;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Definition;
import io.supernet.sampling.BalancedSampler;
import io.supernet.sampling.FairSampler;
import io.supernet.sampling.PathSampler;
import io.supernet.sampling.SandwichSampler;
import io.supernet.sampling.UniformSampler;
import io.supernet.space.Architecture;

/**
 * Which paths the steps of supernet training train.
 *
 * @param sampler {@code uniform}, {@code fair}, {@code sandwich} or {@code balanced}
 * @param paths uniform: how many a step, at least 1; sandwich: how many random ones beside the
 *     largest and the smallest
 * @param distils sandwich: whether the largest teaches the others
 */
public record SamplingOptions(String sampler, int paths, boolean distils) {

  /** How many architectures balanced sampling chooses one from. */
  private static final int CANDIDATES = 20;

  @FunctionalInterface
  private interface Factory {
    PathSampler start(Definition definition, SamplingOptions options);
  }

  /** By name, in the order in which users read them. */
  private static final ImmutableMap<String, Factory> SAMPLERS =
      ImmutableMap.of(
          "uniform", (definition, options) -> new UniformSampler(options.paths),
          "fair", (definition, options) -> new FairSampler(),
          "sandwich",
              (definition, options) ->
                  new SandwichSampler(
                      definition.largest(), definition.smallest(), options.paths, options.distils),
          "balanced", (definition, options) -> balanced(definition));

  /** One uniformly drawn path a step. */
  public static final SamplingOptions DEFAULT = new SamplingOptions("uniform", 1, false);

  public SamplingOptions {
    if (!SAMPLERS.containsKey(sampler)) {
      throw new SupernetException(
          Kind.USAGE,
          "Sampler '%s' is not known; take one of %s."
              .formatted(sampler, String.join(", ", SAMPLERS.keySet())));
    }
    if (paths < 1 || (paths > 1 && !sampler.equals("uniform") && !sampler.equals("sandwich"))) {
      throw new SupernetException(
          Kind.USAGE,
          "Sampler '%s' cannot train %d random paths a step; give 1 or more, to uniform and sandwich only."
              .formatted(sampler, paths));
    }
    if (distils && !sampler.equals("sandwich")) {
      throw new SupernetException(
          Kind.USAGE, "Sampler '%s' does not distil; only sandwich does.".formatted(sampler));
    }
  }

  PathSampler start(Definition definition) {
    return SAMPLERS.get(sampler).start(definition, this);
  }

  private static PathSampler balanced(Definition definition) {
    return new BalancedSampler(
        architecture -> macs(definition, architecture),
        macs(definition, definition.smallest()),
        macs(definition, definition.largest()),
        CANDIDATES);
  }

  private static double macs(Definition definition, Architecture architecture) {
    return definition.cost(architecture).macs();
  }
}
