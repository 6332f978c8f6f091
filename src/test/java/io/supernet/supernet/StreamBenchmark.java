package io.supernet.supernet;

import io.supernet.RandomStreams;
import io.supernet.data.DataOptions;
import io.supernet.data.DataSets;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How fast a network is trained and judged on images on disk, against the same images in memory, in
 * turns. Arguments: data such as idx:DIR, a space, batch, rounds.
 */
public final class StreamBenchmark {

  private static final int STEPS = 10;

  private StreamBenchmark() {}

  /** Runs the benchmark and prints a line. */
  public static void main(String[] args) {
    int batch = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    Split resident = load(args[0], false);
    Split streamed = load(args[0], true);
    NetworkDefinition text = Definitions.find(args[1]);
    Definition definition = Definitions.load(Definitions.withTask(text, Task.of(resident.train())));
    Architecture path = definition.space().sample(new SplittableRandom(1));
    double[] trained = new double[rounds];
    double[] judged = new double[rounds];
    ModelOptions options = ModelOptions.seeded(1);
    try (StandAlone memory = StandAlone.build(definition, path, resident, options);
        StandAlone disk = StandAlone.build(definition, path, streamed, options)) {
      for (int round = -1; round < rounds; round++) {
        double inMemory = train(memory, path, batch, round);
        double onDisk = train(disk, path, batch, round);
        double judgedInMemory = judge(memory);
        double judgedOnDisk = judge(disk);
        if (round >= 0) {
          trained[round] = inMemory / onDisk;
          judged[round] = judgedInMemory / judgedOnDisk;
        }
        StepBenchmark.print(
            "%d steps: %.3f s in memory, %.3f s from disk; evaluation %.3f and %.3f s",
            STEPS, inMemory, onDisk, judgedInMemory, judgedOnDisk);
      }
    }
    Arrays.sort(trained);
    Arrays.sort(judged);
    StepBenchmark.print(
        "speed from disk over in memory, median of %d rounds: training %.3f, evaluation %.3f",
        rounds, trained[rounds / 2], judged[rounds / 2]);
  }

  private static Split load(String data, boolean stream) {
    DataOptions options = DataOptions.DEFAULT.withStream(stream);
    return DataSets.load(data, new RandomStreams(1), options, Optional.empty());
  }

  private static double train(StandAlone model, Architecture path, int batch, int round) {
    RandomGenerator random = new SplittableRandom(round);
    int[][] batches = new int[STEPS + 1][];
    for (int i = 0; i <= STEPS; i++) {
      batches[i] =
          IntStream.range(0, batch).map(k -> random.nextInt(model.size(Part.TRAIN))).toArray();
    }
    model.prepare(batches[0]);
    long begin = System.nanoTime();
    for (int i = 0; i < STEPS; i++) {
      model.prepare(batches[i + 1]);
      model.step(path, batches[i], 0.01, i);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double judge(StandAlone model) {
    long begin = System.nanoTime();
    model.evaluate(Part.TEST);
    return (System.nanoTime() - begin) / 1e9;
  }
}
