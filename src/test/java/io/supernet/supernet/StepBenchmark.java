package io.supernet.supernet;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.spaces.NasBench201;
import io.supernet.spaces.NasBench201Notation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Times a supernet step against the step of the same architecture alone, in turns in one run.
 * Arguments: channels, cells a stage, batch, rounds.
 */
public final class StepBenchmark {

  private StepBenchmark() {}

  /** Runs the benchmark and prints its table. */
  public static void main(String[] args) {
    int channels = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    int cells = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 64;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 30;
    Split split = randomImages(batch * 4);
    Definition definition =
        Definition.of(
            "nasbench201",
            new NasBench201(channels, cells),
            Task.images(32, 32, 3, 10),
            new NasBench201Notation());
    int[] rows = IntStream.range(0, batch).toArray();
    ModelOptions options =
        new ModelOptions(
            1,
            new Optimisation(
                0.9,
                Double.parseDouble(System.getProperty("wd", "5e-4")),
                Double.parseDouble(System.getProperty("clip", "5")),
                0),
            true,
            io.supernet.network.BatchNormMode.BATCH,
            Integer.getInteger("threads", 0));
    List<Architecture> paths = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 4; i++) {
      paths.add(definition.space().sample(random));
    }

    long begin = System.nanoTime();
    try (Supernet supernet = Supernet.build(definition, split, options)) {
      double built = seconds(begin);
      supernet.step(paths.get(0), rows, 0.01, 0);
      System.out.printf(
          "build %.2f s, build and first step %.2f s, %d ops%n",
          built, seconds(begin), supernet.graphSize());
      double logSum = 0;
      for (Architecture path : paths) {
        try (StandAlone alone = StandAlone.build(definition, path, split, options)) {
          double[] shared = new double[rounds];
          double[] single = new double[rounds];
          for (int i = -5; i < rounds; i++) {
            double s = time(supernet, path, rows);
            double a = time(alone, path, rows);
            if (i >= 0) {
              shared[i] = s;
              single[i] = a;
            }
          }
          double ratio = median(shared) / median(single);
          logSum += Math.log(ratio);
          System.out.printf(
              "%-95s supernet %6.1f ms, alone %6.1f ms, ratio %.3f%n",
              definition.format(path), median(shared) * 1e3, median(single) * 1e3, ratio);
        }
      }
      System.out.printf("mean ratio %.3f%n", Math.exp(logSum / paths.size()));
    }
  }

  private static double time(Model model, Architecture path, int[] rows) {
    long begin = System.nanoTime();
    model.step(path, rows, 0.01, 0);
    return seconds(begin);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Split randomImages(int count) {
    byte[] pixels = new byte[count * 32 * 32 * 3];
    new Random(1).nextBytes(pixels);
    int[] labels = IntStream.range(0, count).map(i -> i % 10).toArray();
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "class" + i).toList();
    DataSet data =
        DataSet.of(
            "random",
            ElementType.UINT8,
            List.of(32L, 32L, 3L),
            names,
            ByteBuffer.wrap(pixels),
            labels);
    return new Split(data, data, data);
  }
}
