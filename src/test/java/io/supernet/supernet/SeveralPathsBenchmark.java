package io.supernet.supernet;

import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.sampling.Together;
import io.supernet.space.Architecture;
import io.supernet.spaces.NasBench201;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a step of several paths takes, NAS-Bench-201, 16 channels, one cell a stage, batch 64.
 * Without arguments: the time of a step of five against five steps of one, in turns in one run.
 * With a number: the peak memory (Linux) of a process that trains 200 paths, so many a step; 0
 * trains them one by one, in a graph without accumulators. The Java heap is part of it; give it a
 * fixed size.
 */
public final class SeveralPathsBenchmark {

  private static final int PATHS = 5;
  private static final int ROUNDS = 30;
  private static final int TOTAL = 200;
  private static final Definition DEFINITION =
      Definition.of("nasbench201", new NasBench201(16, 1), Task.images(32, 32, 3, 10));

  private SeveralPathsBenchmark() {}

  /** Runs the benchmark and prints its figures. */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      time();
    } else {
      memory(Integer.parseInt(args[0]));
    }
  }

  private static void time() {
    Random random = new Random(3);
    int[] rows = rows();
    double[] ratios = new double[ROUNDS];
    try (Supernet supernet = build(ModelOptions.seeded(1).withAccumulates(true))) {
      for (int i = -5; i < ROUNDS; i++) {
        List<Architecture> paths = paths(random, PATHS);
        long begin = System.nanoTime();
        paths.forEach(path -> supernet.step(path, rows, 0.01, 0));
        long between = System.nanoTime();
        supernet.step(paths, Together.MEAN, rows, 0.01, 0);
        if (i >= 0) {
          ratios[i] = (double) (System.nanoTime() - between) / (between - begin);
        }
      }
    }
    Arrays.sort(ratios);
    StepBenchmark.print(
        "a step of %d paths takes %.3f times %d steps of one (median of %d; %.3f to %.3f)",
        PATHS, ratios[ROUNDS / 2], PATHS, ROUNDS, ratios[0], ratios[ROUNDS - 1]);
  }

  private static void memory(int count) throws IOException {
    ModelOptions options = ModelOptions.seeded(1);
    Random random = new Random(3);
    int[] rows = rows();
    try (Supernet supernet = build(count == 0 ? options : options.withAccumulates(true))) {
      for (int trained = 0; trained < TOTAL; trained += Math.max(1, count)) {
        if (count == 0) {
          supernet.step(paths(random, 1).get(0), rows, 0.01, 0);
        } else {
          supernet.step(paths(random, count), Together.MEAN, rows, 0.01, 0);
        }
      }
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .forEach(
              line ->
                  StepBenchmark.print(
                      "%s, %d operations, %d weights",
                      line, supernet.graphSize(), DEFINITION.supernetParameters()));
    }
  }

  private static Supernet build(ModelOptions options) {
    return Supernet.build(DEFINITION, StepBenchmark.randomImages(64), options);
  }

  private static List<Architecture> paths(Random random, int count) {
    return IntStream.range(0, count).mapToObj(i -> DEFINITION.space().sample(random)).toList();
  }

  private static int[] rows() {
    return IntStream.range(0, 64).toArray();
  }
}
