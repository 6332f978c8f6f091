package io.supernet.run;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.supernet.Footprint;
import io.supernet.supernet.ModelOptions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Whether the trainings of a run can fit into memory. */
final class MemoryNeeds {

  /** Of so many drawn paths the largest stands for those that a supernet trains. */
  private static final int PATHS = 10;

  private MemoryNeeds() {}

  /**
   * Refuses a run whose supernet, or whose best whichever it may be, cannot be trained.
   *
   * @param machine bytes that there are
   */
  static void check(Definition definition, RunOptions options, Split data, long machine) {
    SplittableRandom random = new SplittableRandom(1);
    List<Architecture> paths =
        Stream.generate(() -> definition.space().sample(random)).limit(PATHS).toList();
    long most = paths.stream().mapToLong(definition::keptActivations).max().orElseThrow();
    long least = paths.stream().mapToLong(definition::keptActivations).min().orElseThrow();
    ModelOptions one = options.supernetModel();
    ModelOptions supernet = options.sampling().paths() > 1 ? one.accumulating() : one;
    int examples = data.train().size();
    Footprint.of(definition, supernet, data)
        .training(Math.min(options.supernet().batch(), examples), most)
        .check(definition.name(), machine);
    // Its weights are among those of the supernet.
    new Footprint(0, 0, 0)
        .training(Math.min(options.alone().batch(), examples), least)
        .check(definition.name(), machine);
  }
}
