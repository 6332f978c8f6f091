package io.supernet.supernet;

import io.supernet.RandomStreams;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Batches a second in every setting of threads between operations, for TensorFlow's default of
 * threads inside operations (one a core) and for one.
 */
final class ConcurrencyBenchmark {

  private ConcurrencyBenchmark() {}

  public static void main(String[] args) {
    Definition definition = Definitions.load(Definitions.find("nasbench201-small"));
    Split data = DataSets.load(DataSets.FASHION_MNIST_SMALL, new RandomStreams(1));
    SplittableRandom random = new SplittableRandom(1);
    List<Architecture> some =
        Stream.generate(() -> definition.space().sample(random)).limit(8).toList();
    for (int round = 0; round < 2; round++) {
      for (int threads : List.of(0, 1)) {
        ModelOptions options =
            new ModelOptions(1, Optimization.DEFAULT, false, BatchNormMode.BATCH, threads);
        try (Supernet supernet = Supernet.build(definition, data, options)) {
          int cores = Runtime.getRuntime().availableProcessors();
          System.out.println("threads inside operations " + threads);
          Concurrency.measure(supernet, cores, some).forEach(System.out::println);
        }
      }
    }
  }
}
