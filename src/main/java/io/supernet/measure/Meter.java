package io.supernet.measure;

import io.supernet.Bounds;
import io.supernet.Progress;
import io.supernet.Text;
import io.supernet.data.Split;
import io.supernet.network.Definition;
import io.supernet.space.Architecture;
import io.supernet.stats.Quantile;
import io.supernet.supernet.Model;
import io.supernet.supernet.ModelOptions;
import io.supernet.supernet.StandAlone;
import io.supernet.supernet.Supernet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tensorflow.TensorFlow;

/**
 * Measures one space on random examples. Steps of the supernet and of the same architecture alone
 * are made in turns, so that whatever else the machine does hits both; the times of one
 * architecture are medians.
 *
 * @param batch examples in a step, at least 1
 * @param paths random architectures that are compared, at least 1
 * @param rounds measured steps for each of them, at least 1
 */
public record Meter(int batch, int paths, int rounds) {

  /** Steps before the measured ones. */
  private static final int WARM_UP = 3;

  private static final double RATE = 0.01;
  private static final long SEED = 1;

  public Meter {
    Bounds.check(batch >= 1, "batch", batch, "1 or more");
    Bounds.check(paths >= 1, "number of architectures", paths, "1 or more");
    Bounds.check(rounds >= 1, "number of rounds", rounds, "1 or more");
  }

  /** Medians in seconds. */
  private record Times(double supernet, double alone) {
    double ratio() {
      return supernet / alone;
    }
  }

  /** Measures; the peak of memory is that of this process, so give each space one of its own. */
  public Measurement measure(Definition definition, Progress progress) {
    progress.begin("measure " + definition.name(), 1 + (long) paths * (rounds + WARM_UP));
    Split data = Noise.of(definition.task(), batch, new Random(SEED));
    int[] rows = IntStream.range(0, batch).toArray();
    SplittableRandom random = new SplittableRandom(SEED);
    List<Architecture> sampled =
        IntStream.range(0, paths).mapToObj(i -> definition.space().sample(random)).toList();
    ModelOptions options = ModelOptions.seeded(SEED);
    TensorFlow.version(); // Loads the library, which is no part of building a graph.
    long begin = System.nanoTime();
    try (Supernet supernet = Supernet.build(definition, data, options)) {
      final double build = seconds(begin);
      final double first = time(supernet, sampled.get(0), rows);
      for (int i = 0; i < WARM_UP; i++) {
        supernet.step(sampled.get(i % paths), rows, RATE, i);
      }
      final Long peak = Memory.peakBytes();
      progress.advance(1, Text.of("first step after %.1f s", build + first));
      List<Times> times = new ArrayList<>();
      for (Architecture path : sampled) {
        long done = 1 + (long) times.size() * (rounds + WARM_UP);
        try (StandAlone alone = StandAlone.build(definition, path, data, options)) {
          times.add(compare(supernet, alone, rows, progress, done));
        }
      }
      progress.end(Text.of("step ratio %.3f", ratio(times)));
      return new Measurement(
          definition.name(),
          definition.space().decisions().size(),
          definition.space().size(),
          definition.cost(definition.smallest()),
          definition.cost(definition.largest()),
          definition.supernetParameters(),
          batch,
          supernet.graphSize(),
          build,
          first,
          times.stream().mapToDouble(Times::supernet).average().orElseThrow(),
          ratio(times),
          times.stream().mapToDouble(Times::ratio).min().orElseThrow(),
          times.stream().mapToDouble(Times::ratio).max().orElseThrow(),
          peak);
    }
  }

  private static double ratio(List<Times> times) {
    return Math.exp(times.stream().mapToDouble(t -> Math.log(t.ratio())).average().orElseThrow());
  }

  private Times compare(
      Supernet supernet, StandAlone alone, int[] rows, Progress progress, long done) {
    double[] shared = new double[rounds];
    double[] single = new double[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      double a = time(supernet, alone.architecture(), rows);
      double b = time(alone, alone.architecture(), rows);
      if (i >= 0) {
        shared[i] = a;
        single[i] = b;
      }
      progress.advance(done + WARM_UP + i + 1, Text.of("%.0f ms a step", 1e3 * a));
    }
    return new Times(Quantile.of(shared, 0.5), Quantile.of(single, 0.5));
  }

  private static double time(Model model, Architecture path, int[] rows) {
    long begin = System.nanoTime();
    model.step(path, rows, RATE, 0);
    return seconds(begin);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
