package io.supernet.export;

import io.supernet.Text;
import io.supernet.export.Family.Member;
import io.supernet.measure.Latency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A family's model of all sizes beside the models of one size. {@code SizedBenchmark FOLDER} asks
 * both in turn and prints the ratio of their times; {@code SizedBenchmark FOLDER NAME ...} loads
 * the models of these names alone, asks each of its sizes, and prints the memory of the process.
 */
final class SizedBenchmark {

  private static final List<Integer> BATCHES = List.of(1, 8, 32);
  private static final int CALLS = 200;

  private SizedBenchmark() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    if (args.length > 1) {
      memory(folder, List.of(args).subList(1, args.length));
      return;
    }
    try (Predictor all = Predictor.load(folder.resolve(Family.ALL))) {
      for (Member member : Family.read(folder).members()) {
        try (Predictor single = Predictor.load(folder.resolve(member.name()))) {
          for (int batch : BATCHES) {
            byte[][] images = images(single, batch);
            List<Latency> pair =
                Latency.inTurn(
                    List.of(
                        () -> single.predict(images), () -> all.at(member.name()).predict(images)));
            double alone = pair.get(0).medianMillis();
            double sized = pair.get(1).medianMillis();
            System.out.println(
                Text.of(
                    "%-8s %2d examples: %.3f ms alone, %.3f ms of all sizes, %.2f times",
                    member.name(), batch, alone, sized, sized / alone));
          }
        }
      }
    }
  }

  private static void memory(Path folder, List<String> names) {
    for (String name : names) {
      Predictor model = Predictor.load(folder.resolve(name)); // until the end of the process
      List<Predictor> sizes = model.sizes().isEmpty() ? List.of(model) : all(model);
      for (Predictor size : sizes) {
        for (int i = 0; i < CALLS; i++) {
          size.predict(images(size, BATCHES.get(i % BATCHES.size())));
        }
      }
    }
    System.gc();
    System.out.println(Text.of("%s: %.1f MiB", names, resident() / 1024.0));
  }

  /** KiB that are in memory now. */
  private static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Predictor> all(Predictor model) {
    return model.sizes().stream().map(model::at).toList();
  }

  private static byte[][] images(Predictor model, int batch) {
    int bytes =
        Math.toIntExact(
            model.manifest().input().shape().stream().skip(1).reduce(1L, (a, b) -> a * b));
    SplittableRandom random = new SplittableRandom(1);
    byte[][] images = new byte[batch][bytes];
    for (byte[] image : images) {
      random.nextBytes(image);
    }
    return images;
  }
}
