package io.supernet.supernet;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How long a supernet takes until it trains: building its graph, and the first step, in which
 * TensorFlow places and prunes it. Arguments: a space, batch.
 */
public final class BuildBenchmark {

  private BuildBenchmark() {}

  /** Runs the benchmark and prints a line. */
  public static void main(String[] args) {
    Definition definition = Definitions.load(Definitions.find(args[0]));
    int batch = Integer.parseInt(args[1]);
    Split split = StepBenchmark.randomImages(batch);
    Architecture path = definition.space().sample(new SplittableRandom(1));
    int[] rows = IntStream.range(0, batch).toArray();
    long begin = System.nanoTime();
    double used = PathBenchmark.processorSeconds();
    try (Supernet supernet = Supernet.build(definition, split, ModelOptions.seeded(1))) {
      double built = (System.nanoTime() - begin) / 1e9;
      supernet.step(path, rows, 0.01, 0);
      StepBenchmark.print(
          "%s: %d operations, built in %.1f s, with the first step %.1f s, %.1f s of processor time",
          args[0],
          supernet.graphSize(),
          built,
          (System.nanoTime() - begin) / 1e9,
          PathBenchmark.processorSeconds() - used);
    }
  }
}
