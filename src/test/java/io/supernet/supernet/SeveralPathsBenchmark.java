package io.supernet.supernet;

import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.network.Task;
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
 * Without arguments: its time against as many steps of one path, in turns in one run. With {@code
 * single} or {@code several}: the peak memory of a process that does only that (Linux), the same
 * paths in both.
 */
public final class SeveralPathsBenchmark {

  private static final int PATHS = 5;
  private static final int ROUNDS = 30;
  private static final Definition DEFINITION =
      Definition.of("nasbench201", new NasBench201(16, 1), Task.images(32, 32, 3, 10));

  private SeveralPathsBenchmark() {}

  /** Runs the benchmark and prints its figures. */
  public static void main(String[] args) throws IOException {
    Split split = StepBenchmark.randomImages(64);
    int[] rows = IntStream.range(0, 64).toArray();
    boolean single = args.length > 0 && args[0].equals("single");
    boolean several = args.length > 0 && args[0].equals("several");
    ModelOptions options = ModelOptions.seeded(1);
    try (Supernet supernet =
        Supernet.build(DEFINITION, split, single ? options : options.accumulating())) {
      Random random = new Random(3);
      double[] ratios = new double[ROUNDS];
      for (int i = -5; i < ROUNDS; i++) {
        List<Architecture> paths =
            IntStream.range(0, PATHS).mapToObj(j -> DEFINITION.space().sample(random)).toList();
        long begin = System.nanoTime();
        if (!several) {
          paths.forEach(path -> supernet.step(path, rows, 0.01, 0));
        }
        long between = System.nanoTime();
        if (!single) {
          supernet.step(paths, false, rows, 0.01, 0);
        }
        if (i >= 0) {
          ratios[i] = (double) (System.nanoTime() - between) / (between - begin);
        }
      }
      if (args.length == 0) {
        Arrays.sort(ratios);
        StepBenchmark.print(
            "a step of %d paths takes %.3f times %d steps of one (median of %d; %.3f to %.3f)",
            PATHS, ratios[ROUNDS / 2], PATHS, ROUNDS, ratios[0], ratios[ROUNDS - 1]);
      } else {
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .forEach(line -> StepBenchmark.print("%s, %d weights", line, parameters()));
      }
    }
  }

  private static long parameters() {
    return DEFINITION.supernetParameters();
  }
}
