package io.supernet.supernet;

import com.google.common.primitives.Floats;
import io.supernet.data.ElementType;
import io.supernet.data.Normalization;
import io.supernet.data.Split;
import io.supernet.network.BatchNormMode;
import io.supernet.network.Definition;
import io.supernet.network.WeightSpec;
import io.supernet.space.Architecture;
import io.supernet.spaces.Definitions;
import io.supernet.storage.AtomicFiles;
import io.supernet.text.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes what {@code tools/torch-step.py} reads to prove that it trains the same network: the
 * weights of one path of a NAS-Bench-201 supernet by name, some images as the network sees them,
 * and the logits; and times our step on that path. Arguments: file, cells a stage, channels, batch,
 * rounds, architecture, threads (0 for one a core).
 */
public final class TorchExchange {

  /**
   * What is written.
   *
   * @param parameters of the architecture alone
   * @param weights values by name, in the order of TensorFlow's layouts
   * @param images float32 {@code [batch, 32, 32, 3]}, normalized
   * @param logits with the statistics of the batch
   * @param milliseconds of a training step, the median
   * @param processor milliseconds of all threads, the mean
   */
  record Exchange(
      String architecture,
      int cells,
      int channels,
      int batch,
      long parameters,
      Map<String, List<Long>> shapes,
      Map<String, float[]> weights,
      List<Float> images,
      List<Float> logits,
      int threads,
      double milliseconds,
      double processor) {}

  private TorchExchange() {}

  /** Writes the file. */
  public static void main(String[] args) {
    int cells = Integer.parseInt(args[1]);
    int channels = Integer.parseInt(args[2]);
    int batch = Integer.parseInt(args[3]);
    int rounds = Integer.parseInt(args[4]);
    int threads = Integer.parseInt(args[6]);
    Definition definition =
        Definitions.load(
            Definitions.find(
                "nasbench201", List.of("cells_per_stage=" + cells, "channels=" + channels)));
    Architecture path = definition.parse(args[5]);
    Split split = StepBenchmark.randomImages(batch);
    int[] rows = IntStream.range(0, batch).toArray();
    ModelOptions options =
        new ModelOptions(1, Optimization.DEFAULT, false, BatchNormMode.BATCH, threads);
    try (Supernet supernet = Supernet.build(definition, split, options)) {
      Map<String, List<Long>> shapes = new LinkedHashMap<>();
      Map<String, float[]> weights = new LinkedHashMap<>();
      Map<String, float[]> values = supernet.values();
      for (WeightSpec weight : definition.weights(path)) {
        shapes.put(weight.name(), weight.shape());
        weights.put(weight.name(), values.get(weight.name()));
      }
      float[] logits = supernet.logits(path, Part.TEST, batch);
      double[] times = new double[rounds];
      double used = 0;
      for (int i = -3; i < rounds; i++) {
        long begin = System.nanoTime();
        double before = PathBenchmark.processorSeconds();
        supernet.step(path, rows, 0.01, 0);
        if (i >= 0) {
          times[i] = (System.nanoTime() - begin) / 1e6;
          used += 1e3 * (PathBenchmark.processorSeconds() - before) / rounds;
        }
      }
      Arrays.sort(times);
      AtomicFiles.write(
          Path.of(args[0]),
          Json.LINE.toJson(
              new Exchange(
                  definition.format(path),
                  cells,
                  channels,
                  batch,
                  definition.cost(path).parameters(),
                  shapes,
                  weights,
                  Floats.asList(normalized(split)),
                  Floats.asList(logits),
                  threads,
                  times[rounds / 2],
                  used)));
    }
  }

  private static float[] normalized(Split split) {
    Normalization normalization = Normalization.of(split.train());
    float[] factor = Preprocessing.factor(ElementType.UINT8, normalization);
    float[] shift = Preprocessing.shift(normalization);
    byte[] pixels = StepBenchmark.randomPixels(split.train().size());
    float[] images = new float[pixels.length];
    for (int i = 0; i < images.length; i++) {
      images[i] = (pixels[i] & 0xff) * factor[i % 3] + shift[i % 3];
    }
    return images;
  }
}
