package io.supernet.supernet;

import io.supernet.data.DataSet;
import io.supernet.data.ElementType;
import io.supernet.data.Split;
import io.supernet.network.Activation;
import io.supernet.network.Definition;
import io.supernet.network.Network;
import io.supernet.network.NetworkBuilder;
import io.supernet.network.Operations;
import io.supernet.network.Task;
import io.supernet.space.Architecture;
import io.supernet.spaces.NasBench201;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Times training steps of NAS-Bench-201 in turns in one run: the supernet's lazy switch, the same
 * architecture alone, and the naive supernet that computes all candidates and masks. Arguments:
 * channels, cells a stage, batch, rounds.
 */
public final class StepBenchmark {

  private StepBenchmark() {}

  /** Runs the benchmark and prints its table. */
  public static void main(String[] args) {
    int channels = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    int cells = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 64;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 20;
    Split split = randomImages(batch);
    Task task = Task.images(32, 32, 3, 10);
    NasBench201 network = new NasBench201(channels, cells);
    Definition definition = Definition.of("nasbench201", network, task);
    Definition masked = Definition.of("masked", masked(channels, cells), task);
    ModelOptions options = ModelOptions.seeded(1);
    Random random = new Random(3);
    List<Architecture> paths =
        IntStream.range(0, 6).mapToObj(i -> definition.space().sample(random)).toList();
    int[] rows = IntStream.range(0, batch).toArray();

    long begin = System.nanoTime();
    try (Supernet supernet = Supernet.build(definition, split, options)) {
      double built = seconds(begin);
      supernet.step(paths.get(0), rows, 0.01, 0);
      print(
          "build %.2f s, build and first step %.2f s, %d operations",
          built, seconds(begin), supernet.graphSize());
      Architecture none = Architecture.of();
      try (StandAlone naive = StandAlone.build(masked, none, split, options)) {
        double ratios = 0;
        double naiveRatios = 0;
        for (Architecture path : paths) {
          try (StandAlone alone = StandAlone.build(definition, path, split, options)) {
            double[][] times = new double[3][rounds];
            for (int i = -3; i < rounds; i++) {
              double[] now = {
                time(supernet, path, rows), time(alone, path, rows), time(naive, none, rows)
              };
              for (int j = 0; j < 3 && i >= 0; j++) {
                times[j][i] = now[j];
              }
            }
            double lazy = median(times[0]);
            double single = median(times[1]);
            double all = median(times[2]);
            ratios += Math.log(lazy / single) / paths.size();
            naiveRatios += Math.log(all / single) / paths.size();
            print(
                "supernet %6.1f ms, alone %6.1f ms, ratio %.3f; all candidates masked %6.1f ms, ratio %.2f  %s",
                lazy * 1e3,
                single * 1e3,
                lazy / single,
                all * 1e3,
                all / single,
                definition.format(path));
          }
        }
        print(
            "mean ratio to alone: supernet %.3f, all candidates masked %.2f",
            Math.exp(ratios), Math.exp(naiveRatios));
      }
    }
  }

  /** The same skeleton with every candidate of every edge computed and multiplied by 0 or 1. */
  private static Network masked(int channels, int cells) {
    return (b, x) -> {
      Activation h = b.convBn("stem", x, channels, 3, 1);
      for (int stage = 0; stage < 3; stage++) {
        int width = channels << stage;
        if (stage > 0) {
          NetworkBuilder r = b.scope("reduction" + stage);
          Activation second =
              r.convBn("b", r.relu(r.convBn("a", r.relu(h), width, 3, 2)), width, 3, 1);
          h = r.add(second, r.conv("shortcut", r.averagePool(h, 2, 2), width, 1, 1));
        }
        for (int cell = 0; cell < cells; cell++) {
          h = maskedCell(b.scope("stage" + stage + "_cell" + cell), h, width);
        }
      }
      return b.dense("head", b.globalAveragePool(b.relu(b.batchNorm("last", h))), 10);
    };
  }

  private static Activation maskedCell(NetworkBuilder b, Activation x, int width) {
    Activation[] nodes = {x, null, null, null};
    for (int to = 1; to < 4; to++) {
      Activation[] edges = new Activation[to];
      for (int from = 0; from < to; from++) {
        NetworkBuilder edge = b.scope("edge_" + from + "_" + to);
        Activation in = nodes[from];
        List<Activation> all =
            List.of(
                edge.zero(in),
                in,
                Operations.reluConvBn(width, 1).apply(edge.scope("nor_conv_1x1"), in),
                Operations.reluConvBn(width, 3).apply(edge.scope("nor_conv_3x3"), in),
                edge.averagePool(in, 3, 1));
        edges[from] =
            b.tensorflow(
                all,
                (tf, values) -> {
                  List<Operand<TFloat32>> products = new ArrayList<>();
                  for (int i = 0; i < values.size(); i++) {
                    products.add(tf.math.mul(values.get(i), tf.constant(i == 3 ? 1f : 0f)));
                  }
                  return tf.math.addN(products);
                });
      }
      nodes[to] = b.add(edges);
    }
    return nodes[3];
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
    return sorted[sorted.length / 2];
  }

  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  static byte[] randomPixels(int count) {
    byte[] pixels = new byte[count * 32 * 32 * 3];
    new Random(1).nextBytes(pixels);
    return pixels;
  }

  static Split randomImages(int count) {
    byte[] pixels = randomPixels(count);
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
