package io.supernet.train;

import io.supernet.Progress;
import io.supernet.run.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Trains twice, once with interruptions and fresh models, and compares all variables. */
final class ResumedTraining {

  private ResumedTraining() {}

  public static void main(String[] args) throws IOException {
    for (String sampler : List.of("uniform", "fair", "sandwich", "uniform adam", "sandwich adam")) {
      compare(args[0], Path.of(args[1], sampler), sampler);
    }
  }

  private static void compare(String data, Path folder, String sampler) throws IOException {
    Map<String, float[]> first;
    Map<String, float[]> whole;
    Checkpoints uninterrupted = new Checkpoints(folder.resolve("whole"));
    try (TinyTraining training =
        new TinyTraining(data, uninterrupted, Duration.ofDays(1), 0.1, sampler)) {
      first = training.supernet().values();
      training.run(Progress.SILENT);
      whole = training.supernet().values();
    }
    Checkpoints interrupted = new Checkpoints(folder.resolve("parts"));
    for (long stop : new long[] {3, 4, 7, 99}) {
      try (TinyTraining training =
          new TinyTraining(data, interrupted, Duration.ZERO, 0.1, sampler)) {
        training.run(TinyTraining.cancelAfter(stop));
        compare(training.supernet().values(), whole, first);
        System.out.println("paths " + sampler + " " + counts(interrupted));
      } catch (CancellationException e) {
        System.out.println("cancelled after " + stop);
      }
    }
    if (!counts(interrupted).equals(counts(uninterrupted))) {
      throw new AssertionError("other paths: " + counts(interrupted));
    }
  }

  private static String counts(Checkpoints checkpoints) throws IOException {
    return Files.readString(checkpoints.latest().orElseThrow().path().resolve("updates.json"));
  }

  private static void compare(
      Map<String, float[]> values, Map<String, float[]> whole, Map<String, float[]> first) {
    boolean changed = false;
    for (String name : whole.keySet()) {
      if (!Arrays.equals(values.get(name), whole.get(name))) {
        throw new AssertionError("different: " + name);
      }
      changed |= !Arrays.equals(values.get(name), first.get(name));
    }
    System.out.println("equal" + (changed ? ", changed by training" : ""));
  }
}
