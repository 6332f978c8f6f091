package io.supernet.run;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.supernet.Footprint;
import io.supernet.supernet.ModelOptions;
import io.supernet.train.TrainingOptions;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whether the trainings of a run can fit into memory. */
final class MemoryNeeds {

  /** The largest of this many drawn paths stands for those that a supernet trains. */
  private static final int PATHS = 10;

  private MemoryNeeds() {}

  /**
   * Refuses a run whose supernet, or whose best whichever it may be, cannot be trained.
   *
   * @param machine bytes that there are
   */
  static void check(Definition definition, RunOptions options, Split data, long machine) {
    supernet(definition, options, data).check(definition.name(), machine);
    // Its weights are among those of the supernet.
    new Footprint(0, 0, 0)
        .training(batch(options.alone(), data), kept(definition).min().orElseThrow())
        .onHost()
        .check(definition.name(), machine);
  }

  /** Of the training of a run's supernet, as far as it lies in the memory of this machine. */
  static Footprint supernet(Definition definition, RunOptions options, Split data) {
    ModelOptions one = options.supernetModel();
    ModelOptions supernet = options.sampling().paths() > 1 ? one.withAccumulates(true) : one;
    return Footprint.of(definition, supernet, data)
        .training(batch(options.supernet(), data), kept(definition).max().orElseThrow())
        .onHost();
  }

  private static int batch(TrainingOptions training, Split data) {
    return Math.min(training.batch(), data.train().size());
  }

  private static LongStream kept(Definition definition) {
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(() -> definition.space().sample(random))
        .limit(PATHS)
        .mapToLong(definition::keptActivations);
  }
}
