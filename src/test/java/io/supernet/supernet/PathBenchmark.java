package io.supernet.supernet;

import com.sun.management.OperatingSystemMXBean;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A training step of the supernet against the same architecture alone, over random connected paths:
 * how many operations run, and the processor time of all threads, in turns in one run. Processor
 * time is used since other programs on the machine disturb it least.
 *
 * <p>Arguments: a space, KEY=VALUE for its definition or {@code -}, batch, paths, rounds.
 */
public final class PathBenchmark {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private PathBenchmark() {}

  /** Runs the benchmark and prints a row a path and a summary. */
  public static void main(String[] args) {
    List<String> changes = args[1].equals("-") ? List.of() : List.of(args[1].split(";"));
    Definition definition = Definitions.load(Definitions.find(args[0], changes));
    int batch = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[4]);
    Random random = new Random(3);
    List<Architecture> paths =
        IntStream.range(0, Integer.parseInt(args[3]))
            .mapToObj(i -> definition.space().sample(random))
            .toList();
    Split split = StepBenchmark.randomImages(batch);
    int[] rows = IntStream.range(0, batch).toArray();
    double[] ratios = new double[paths.size()];
    double[] counts = new double[paths.size()];
    try (Supernet supernet = Supernet.build(definition, split, ModelOptions.seeded(1))) {
      for (int i = 0; i < ratios.length; i++) {
        Architecture path = paths.get(i);
        try (StandAlone alone = StandAlone.build(definition, path, split, ModelOptions.seeded(1))) {
          double ours = 0;
          double its = 0;
          for (int round = -2; round < rounds; round++) {
            double mine = seconds(supernet, path, rows);
            double other = seconds(alone, path, rows);
            if (round >= 0) {
              ours += mine / rounds;
              its += other / rounds;
            }
          }
          Trace here = Trace.of(supernet, path, rows);
          Trace there = Trace.of(alone, path, rows);
          ratios[i] = ours / its;
          counts[i] = (double) here.layers() / there.layers();
          StepBenchmark.print(
              "%d/%d layers, %d/%d operations, %6.1f/%6.1f ms, ratio %.3f  %s",
              here.layers(),
              there.layers(),
              here.total(),
              there.total(),
              1e3 * ours,
              1e3 * its,
              ratios[i],
              definition.format(path));
        }
      }
    }
    StepBenchmark.print(
        "%s %s, batch %d, %d paths: layers of the supernet over alone: mean %.3f, worst %.3f; processor time: mean %.3f, median %.3f, worst %.3f",
        args[0],
        args[1],
        batch,
        ratios.length,
        Arrays.stream(counts).average().orElseThrow(),
        Arrays.stream(counts).max().orElseThrow(),
        Arrays.stream(ratios).average().orElseThrow(),
        median(ratios),
        Arrays.stream(ratios).max().orElseThrow());
  }

  private static double seconds(Model model, Architecture path, int[] rows) {
    double begin = processorSeconds();
    model.step(path, rows, 0.01, 0);
    return processorSeconds() - begin;
  }

  /** What all threads of this process have used so far. */
  static double processorSeconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
