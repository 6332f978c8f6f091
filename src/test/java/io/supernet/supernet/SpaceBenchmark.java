package io.supernet.supernet;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;
import io.supernet.proto.NetworkDefinition;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Times training steps of any space in turns in one run: the supernet and the same architecture
 * alone. Arguments: space, batch, architectures, rounds, then fields to set such as channels=16.
 */
public final class SpaceBenchmark {

  private static final int WARM_UP = 3;

  private SpaceBenchmark() {}

  /** Runs the benchmark and prints a line for each architecture. */
  public static void main(String[] args) {
    NetworkDefinition network = Definitions.find(args[0]);
    for (String assignment : Arrays.asList(args).subList(4, args.length)) {
      network = Definitions.set(network, assignment);
    }
    int batch = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[3]);
    long begin = System.nanoTime();
    Definition definition = Definitions.load(network);
    Split split = randomImages(definition.task(), batch);
    Random random = new Random(3);
    List<Architecture> paths =
        IntStream.range(0, Integer.parseInt(args[2]))
            .mapToObj(i -> definition.space().sample(random))
            .toList();
    int[] rows = IntStream.range(0, batch).toArray();
    print(
        "space read in %.2f s: %d decisions",
        seconds(begin), definition.space().decisions().size());
    begin = System.nanoTime();
    try (Supernet supernet = Supernet.build(definition, split, ModelOptions.seeded(1))) {
      double built = seconds(begin);
      supernet.step(paths.get(0), rows, 0.01, 0);
      print(
          "build %.2f s, build and first step %.2f s, %d operations",
          built, seconds(begin), supernet.graphSize());
      List<Double> ratios = new ArrayList<>();
      for (Architecture path : paths) {
        try (StandAlone alone = StandAlone.build(definition, path, split, ModelOptions.seeded(1))) {
          double[] lazy = new double[rounds];
          double[] single = new double[rounds];
          for (int i = -WARM_UP; i < rounds; i++) {
            double first = time(supernet, path, rows);
            double second = time(alone, path, rows);
            if (i >= 0) {
              lazy[i] = first;
              single[i] = second;
            }
          }
          ratios.add(median(lazy) / median(single));
          print(
              "supernet %7.1f ms, alone %7.1f ms, ratio %.3f  %s",
              median(lazy) * 1e3,
              median(single) * 1e3,
              median(lazy) / median(single),
              definition.format(path));
        }
      }
      print(
          "median ratio %.3f, from %.3f to %.3f",
          median(ratios.stream().mapToDouble(r -> r).toArray()),
          ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
          ratios.stream().mapToDouble(r -> r).max().orElseThrow());
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
    Arrays.sort(sorted);
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static Split randomImages(Task task, int count) {
    int size = Math.toIntExact(task.inputShape().stream().reduce(1L, (a, b) -> a * b));
    byte[] pixels = new byte[count * size];
    new Random(1).nextBytes(pixels);
    int classes = task.classes();
    DataSet data =
        DataSet.of(
            "random",
            ElementType.UINT8,
            task.inputShape(),
            IntStream.range(0, classes).mapToObj(i -> "class" + i).toList(),
            ByteBuffer.wrap(pixels),
            IntStream.range(0, count).map(i -> i % classes).toArray());
    return new Split(data, data, data);
  }
}
